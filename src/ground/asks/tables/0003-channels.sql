-- By which way somebody answered or declined: herself on a telephone, her helper, with the number of a letter, at the counter, ringing, on paper brought back, at her
-- door. Written when it is said, on questions that are open; a question that closes otherwise (an import) has none.
alter table ask add column channel text check (channel in ('phone', 'helper', 'letter', 'counter', 'telephone', 'paper', 'door'));
-- Until this day residents answer first, by whatever way they like; rounds are planned afterwards. None: at once.
alter table ask_request add column first_until date;
