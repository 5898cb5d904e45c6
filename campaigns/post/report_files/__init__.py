"""A report as people carry it away: on one page of paper, in tables for a spreadsheet. Refuses to count anything."""
