"""The letter of welcome: what it says, and the one time that it is queued for somebody who has just subscribed."""
