"""Names of people, places and organisations, their forms, and the offices that people hold."""
