-- A request is done when what was filled reached its asker; nothing closes it otherwise.
alter table request drop constraint request_state_check;
alter table request add constraint request_state_check check (state in ('reading', 'received', 'filling', 'filled', 'delivered'));
