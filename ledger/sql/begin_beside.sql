-- begin_beside(): nothing is folded yet.
insert into checkpoint (position) values (0)
