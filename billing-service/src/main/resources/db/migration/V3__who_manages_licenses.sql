-- Who manages a license, which query-service tells its managers alone; and how many projects run by it: none, since no
-- license gives anything to a project yet.
create or replace view api_site_license_public_info as
select id, title, description, expires, activates, upgrades, quota, run_limit, subscription_id, managers, 0 as running
from site_licenses;
