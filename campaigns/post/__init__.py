"""What is sent: campaigns, one delivery a recipient, tokens, events, reports. Edits nothing that was written."""
