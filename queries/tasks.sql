-- title: Cultural share by task
-- question: In which tasks are the cultural samples?
-- note: The share is among samples that have a culture tag. A sample of several tasks counts in each of them, unless
--   --counting says otherwise.
-- note: The intervals count sources, or what --clusters names, as those of report decay do: where interval is fixed, there are
--   too few clusters, or too unequal ones, and they are taken as fixed. Where samples are weighted or counted in parts, they
--   are at Kish's effective number.
-- needs: tasks.culture+task
-- corrected: task
-- parameter: by (column of samples) = null: one such table for each value of this column
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: replicate_weights (measures of samples) = null: intervals by these replicates of the weight
-- parameter: replication (replication) = brr: how the replicates were made: brr, fay:0.5 and such, jackknife or bootstrap
-- parameter: counting (counting) = whole: how a sample of several tasks counts: whole, mention or fractional
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: samples below which a share is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
-- parameter: as_written (spellings of tasks.task+tasks.domain) = 0: 1 where spellings of a tag are values of their own; else those that differ
--   only in case, blanks, hyphens and underscores are one
--
-- caption: Cultural share of the samples by task
-- grain: one row for each value of --by and task, the largest first
-- key: by, task
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: task: what the sample asks for
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: part_of_cultural (0 to 1): k divided by the k of all rows with the same value of --by
-- column: lift (1 = the average): share divided by the share over all rows with the same value of --by
-- column: clusters (clusters): sources, or values of the column that --clusters names; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   as many independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: small: 1 where the number of samples (not their weight) is below min_n, else 0
-- print: by, task, k, n, share, lift
-- label: share = cultural share
-- label: small = fewer than min_n samples
-- chart: bar x=task y=share low=share_low high=share_high
with
tallies as (
    select
        {by} as part,
        {clusters} as cluster,
        {task} as task,
        coalesce(sum({counting}) filter (where cultural), 0) as k,
        sum({counting}) as n,
        sum(n) as samples
    from tasks
    where task is not null and cultural is not null and {where}
    group by 1, 2, 3
),
squares as (
    select {by} as part, {clusters} as cluster, {task} as task, sum({weight_square}) as squares
    from tasks
    where $counting = 'whole' and task is not null and cultural is not null and {where}
    group by 1, 2, 3
    union all
    -- The squares of parts and of repeated mentions need the samples one by one.
    select {by}, {clusters}, {task}, sum(({counting}) * ({counting}))
    from tasks
    where $counting <> 'whole' and task is not null and cultural is not null and {where}
    group by 1, 2, 3
),
shares as (
    select
        tallies.part,
        tallies.task,
        sum(k) as k,
        sum(n) as n,
        sum(samples) as samples,
        sum(k) * 1.0 / nullif(sum(n), 0) as share,
        clustered_share(k, n, squares, $level) as interval
    from tallies
    join squares
        on squares.part is tallies.part and squares.cluster is tallies.cluster and squares.task = tallies.task
    group by tallies.part, tallies.task
),
compared as (
    select
        *,
        sum(k) over (partition by part) as all_k,
        sum(n) over (partition by part) as all_n
    from shares
)
select
    part as "by",
    task,
    k,
    n,
    share,
    interval ->> 'low' as share_low,
    interval ->> 'high' as share_high,
    k * 1.0 / nullif(all_k, 0) as part_of_cultural,
    share / nullif(all_k * 1.0 / nullif(all_n, 0), 0) as lift,
    iif($clusters is null, null, interval ->> 'clusters') as clusters,
    iif($clusters is null, null, interval ->> 'deff') as deff,
    case
        when $replicate_weights is not null then 'replicates'
        when $clusters is not null then interval ->> 'interval'
        when interval is not null then 'samples'
    end as interval,
    samples < $min_n as small
from compared
order by part is null, part, n desc, task;

-- table: domain
-- caption: Cultural share of the samples by task and domain
-- grain: one row for each value of --by and pair of task and domain, the largest first
-- key: by, task, domain
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: task: task of the samples
-- column: domain: domain of the samples; null where they have none or several
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: clusters (clusters): sources, or values of the column that --clusters names; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   as many independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: small: 1 where the number of samples (not their weight) is below min_n, else 0
-- print: by, task, domain, k, n, share
-- rows: 40 first each by
-- label: share = cultural share
-- label: blank = no sample with a culture tag
-- label: small = fewer than min_n samples
-- chart: heat x=task y=domain colour=share
with
tallies as (
    select
        {by} as part,
        {clusters} as cluster,
        {task} as task,
        {domain} as domain,
        coalesce(sum({counting}) filter (where cultural), 0) as k,
        sum({counting}) as n,
        sum(n) as samples
    from tasks
    where task is not null and cultural is not null and {where}
    group by 1, 2, 3, 4
),
squares as (
    select {by} as part, {clusters} as cluster, {task} as task, {domain} as domain, sum({weight_square}) as squares
    from tasks
    where $counting = 'whole' and task is not null and cultural is not null and {where}
    group by 1, 2, 3, 4
    union all
    -- As in the table before.
    select {by}, {clusters}, {task}, {domain}, sum(({counting}) * ({counting}))
    from tasks
    where $counting <> 'whole' and task is not null and cultural is not null and {where}
    group by 1, 2, 3, 4
),
shares as (
    select
        tallies.part,
        tallies.task,
        tallies.domain,
        sum(k) as k,
        sum(n) as n,
        sum(samples) as samples,
        sum(k) * 1.0 / nullif(sum(n), 0) as share,
        clustered_share(k, n, squares, $level) as interval
    from tallies
    join squares
        on squares.part is tallies.part
        and squares.cluster is tallies.cluster
        and squares.task = tallies.task
        and squares.domain is tallies.domain
    group by tallies.part, tallies.task, tallies.domain
)
select
    part as "by",
    task,
    domain,
    k,
    n,
    share,
    interval ->> 'low' as share_low,
    interval ->> 'high' as share_high,
    iif($clusters is null, null, interval ->> 'clusters') as clusters,
    iif($clusters is null, null, interval ->> 'deff') as deff,
    case
        when $replicate_weights is not null then 'replicates'
        when $clusters is not null then interval ->> 'interval'
        when interval is not null then 'samples'
    end as interval,
    samples < $min_n as small
from shares
order by part is null, part, n desc, task, domain is null, domain;
