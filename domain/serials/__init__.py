"""Serial numbers that a parent gives to its cases, one open per kind and key (序号): `investigation/<enterprise>/<n>`."""
