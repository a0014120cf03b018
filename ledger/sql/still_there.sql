-- still_there(): whether the connection stands, and with it what it holds.
select
