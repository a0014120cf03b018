"""How a service is begun, administered and explained."""
