-- From when on an item of the news is shown no longer.
alter table news add column until timestamptz;

create or replace view api_news as
select id, date, title, tags, channel, hide from news where until is null or until > now();

-- Files of projects that somebody has put stars on, for himself alone.
create table bookmarks (
    id          integer generated always as identity primary key,
    type        text not null,
    project_id  uuid not null,
    account_id  uuid not null references accounts,
    stars       text[] not null,
    last_edited timestamptz not null,
    constraint bookmarks_of_one unique (account_id, project_id, type)
);

-- Who asks for help, and what else those should know who help. `subject` and `body` are the asker's words.
alter table mails
    add column reply_to varchar(254),
    add column details  text;

create index mails_by_writer on mails (invited_by, id) where invited_by is not null;
