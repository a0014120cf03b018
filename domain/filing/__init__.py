"""The filing of changes to a secretary's or party worker's labour contract (合同变更、解除、终止备案). Source: S18."""
