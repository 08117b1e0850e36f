"""The words of the project as types: what is found, proposed, checked and reported."""
