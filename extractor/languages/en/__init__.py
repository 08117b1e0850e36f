"""English: tables, and in `grammar` what no table can say."""
