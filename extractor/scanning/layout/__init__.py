"""How a text is laid out: paragraphs, sentences, and the furniture that is no story."""
