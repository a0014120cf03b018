"""What is known of a command before anybody writes (按案卷预填): only what a record says, and never what one has still to judge."""
