"""What an organisation may import: the kinds of dataset, and how each joins what is shipped."""
