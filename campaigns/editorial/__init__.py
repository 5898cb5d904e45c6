"""What is written: publications, items, images, issues and their frozen editions. Knows nothing of sending."""
