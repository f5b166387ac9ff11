-- Whether another request asks the same: without this, a street whose questions were opened a moment ago, and not counted yet, was read whole for each.
create index ask_open_by_subject on ask (street_id, subject_id, element) where closed_at is null;
