"""What a model says of whole sentences: findings that ask for an eye, and are never more.

`readings` makes them of answers that were already located in the sources; nobody is asked here.
"""
