"""The enterprises an adviser serves: a stream of claims, so that nobody serves too many (党建工作指导员). Source: S8, S19, L."""
