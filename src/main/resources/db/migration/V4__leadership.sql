-- Which node does what one must do: the lock is an advisory lock of a session, the term is here.

create table leadership (
  task text   primary key,
  term bigint not null check (term >= 1)
);
comment on table leadership is 'The number of the newest lead of each task; it only rises';
