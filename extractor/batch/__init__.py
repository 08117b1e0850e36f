"""Many documents: stopped and started at will, nothing lost or paid for twice."""
