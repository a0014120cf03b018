"""The desk: the one way in for every interface. It authorises and translates; it decides nothing."""
