"""The labour contract of a secretary or full-time party worker: a stream of claims, so that it ends once (合同)."""
