package org.calque.copies;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Reads which accounts wait and with which lanes, without reading the whole queue, however long it is: the index is
/// entered once for each account and once for each lane that is looked at.
///
/// @param accounts that wait, in the order of their ids behind a given one, and round again
/// @param lanes    of these accounts, in the same order; none of an account whose lanes are all blocked
record WaitingLanes(List<UUID> accounts, List<Lane> lanes) {
    private static final int ACCOUNTS = 32;
    private static final int LANES_SEEN = 64;
    private static final String QUEUED = "q.queued_at is not null and q.worker is null and q.finished is null";
    private static final String FIRST_OF_ACCOUNT =
            "select q.requested_by from copy_paths q where " + QUEUED + " and q.requested_by %s order by 1 limit 1";
    private static final String FIRST_OF_LANE =
            "select q.id, q.source_project_id, q.target_project_id, q.due, q.seq from copy_paths q where " + QUEUED
                    + " and q.requested_by = a.account and q.target_project_id %s"
                    + " order by q.target_project_id, q.due, q.seq limit 1";

    /// From which account and which lane on is said by the two values. A lane is left out while a copy into its
    /// target runs, and while another account's copy comes before.
    static final String SELECT = """
            with recursive given(served, pivot) as (values (?::uuid, ?::uuid)),
            behind(account) as (
                (%1$s) union all select (%2$s) from behind b where b.account is not null),
            before(account) as (
                (%3$s) union all select (%4$s) from before b where b.account is not null),
            accounts(part, account) as (
                (select 0, account from behind where account is not null limit %7$d)
                union all (select 1, account from before where account is not null limit %7$d))
            select a.account, l.id, l.source_project_id, l.target_project_id
            from (select part, account from accounts order by part, account limit %7$d) a
            left join lateral (
                select s.id, s.source_project_id, s.target_project_id from (
                    (with recursive above as (
                        (%5$s) union all (select n.* from above p cross join lateral (%6$s) n))
                    select * from above limit %8$d)
                    union all
                    (with recursive above as (
                        (%9$s) union all (select n.* from above p cross join lateral (%10$s) n))
                    select * from above limit %8$d)) s
                where s.id = (select r.id from copy_paths r where r.target_project_id = s.target_project_id
                        and r.finished is null order by r.due, r.seq limit 1)
                    and (select r.id from copy_paths r where r.target_project_id = s.target_project_id
                        and r.worker is not null and r.finished is null limit 1) is null
                limit ?) l on true
            order by a.part, a.account""".formatted(
            FIRST_OF_ACCOUNT.formatted("> (select served from given)"),
            FIRST_OF_ACCOUNT.formatted("> b.account"),
            FIRST_OF_ACCOUNT.formatted("<= (select served from given)"),
            FIRST_OF_ACCOUNT.formatted("> b.account and q.requested_by <= (select served from given)"),
            FIRST_OF_LANE.formatted("> (select pivot from given)"),
            FIRST_OF_LANE.formatted("> p.target_project_id"),
            ACCOUNTS,
            LANES_SEEN,
            FIRST_OF_LANE.formatted("<= (select pivot from given)"),
            FIRST_OF_LANE.formatted("> p.target_project_id and q.target_project_id <= (select pivot from given)"));

    /// @param servedLast the account behind which the list begins
    /// @param pivot      a target by lot, at which each account's lanes begin
    /// @param most       lanes of each account
    static WaitingLanes read(Connection connection, UUID servedLast, UUID pivot, int most) throws SQLException {
        try (var select = connection.prepareStatement(SELECT)) {
            select.setObject(1, servedLast);
            select.setObject(2, pivot);
            select.setInt(3, most);
            var waiting = new WaitingLanes(new ArrayList<>(), new ArrayList<>());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getObject(3, UUID.class),
                            row.getObject(4, UUID.class));
                }
            }
            return waiting;
        }
    }

    private void add(UUID account, UUID copy, UUID source, UUID target) {
        if (accounts.isEmpty() || !accounts.getLast().equals(account)) {
            accounts.add(account);
        }
        if (copy != null) {
            lanes.add(new Lane(copy, account, source, target));
        }
    }
}
