"""What a register of enterprises says, row by row: columns, cells, codes, ownership. Reading files is the interfaces' matter."""
