"""Pages of the documentation that are made of what they describe, so that they cannot say anything else."""
