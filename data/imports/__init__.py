"""Reading what an organisation brings along: survey files, published tables, and the workbooks to type them into."""
