"""What a text is made of: sentences, furniture, quotations and their speakers, names."""
