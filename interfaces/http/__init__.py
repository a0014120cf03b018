"""The desk over the network (HTTP): it translates and asks who may; it decides nothing."""
