"""The desk from afar: what `branchctl` asks of a server, in the words in which it asks the desk itself."""
