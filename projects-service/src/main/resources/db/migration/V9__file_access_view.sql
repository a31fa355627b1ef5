-- Who used which file when, for administrators. A row is known by whom, where and what.
create view api_file_access_log as
select md5(concat_ws(' ', account_id, project_id, path))::uuid as id, project_id, account_id, path as filename, time
from file_access_log;

grant select on api_file_access_log to calque_query;
