-- title: Tasks of all samples
-- question: What do the samples ask for?
-- note: The share is among all samples that have a task, cultural or not. A sample of several tasks counts in each of them, so
--   that the shares may add up to more than 1, unless --counting says otherwise.
-- note: The intervals count sources, or what --clusters names, as those of report decay do: where interval is fixed, there are
--   too few clusters, or too unequal ones, and they are taken as fixed. Where samples are weighted or counted by mentions, they
--   are at Kish's effective number.
-- needs: tasks.task
-- replaces: tasks
-- parameter: by (column of samples) = null: one such table for each value of this column
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: replicate_weights (measures of samples) = null: intervals by these replicates of the weight
-- parameter: replication (replication) = brr: how the replicates were made: brr, fay:0.5 and such, jackknife or bootstrap
-- parameter: counting (counting) = whole: how a sample of several tasks counts: whole, mention or fractional
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: samples that have a task below which a share is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
-- parameter: as_written (spellings of tasks.task+tasks.domain) = 0: 1 where spellings of a tag are values of their own; else those that differ
--   only in case, blanks, hyphens and underscores are one
-- steps:
clusters as (
    -- The fractions of a sample's tasks add up to 1, so their sum counts the samples that have any.
    select
        {by} as part,
        {clusters} as cluster,
        cast(round(sum(w)) as integer) as n,
        sum(w) as squares
    from tasks
    where $counting <> 'mention' and $weight is null and $margins is null and task is not null and {where}
    group by 1, 2
    union all
    select {by}, {clusters}, sum({weight_fractional}), sum({weight_square} * w / n)
    from tasks
    where $counting <> 'mention' and ($weight is not null or $margins is not null) and task is not null and {where}
    group by 1, 2
    union all
    select {by}, {clusters}, sum({counting}), sum(({counting}) * ({counting}))
    from tasks
    where $counting = 'mention' and task is not null and {where}
    group by 1, 2
)

-- caption: Tasks of all samples
-- grain: one row for each value of --by and task, the largest first
-- key: by, task
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: task: what the sample asks for
-- column: n (samples): samples of this task
-- column: total (samples): samples of this value of --by that have a task
-- column: share (0 to 1): n / total
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: clusters (clusters): sources, or values of the column that --clusters names; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   as many independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: small: 1 where the effective number of samples in total is below min_n, else 0
-- print: by, task, n, total, share
-- rows: 40 first each by
-- label: share = share of the samples
-- label: small = fewer than min_n effective samples
-- chart: bar x=task y=share low=share_low high=share_high
with
tallies as (
    select {by} as part, {clusters} as cluster, {task} as task, sum({counting}) as n
    from tasks
    where task is not null and {where}
    group by 1, 2, 3
),
tasks_of_parts as (
    select distinct part, task
    from tallies
),
shares as (
    -- Each task with all clusters of its part, also those that do not have it.
    select
        tasks_of_parts.part,
        tasks_of_parts.task,
        coalesce(sum(tallies.n), 0) as n,
        sum(clusters.n) as total,
        coalesce(sum(tallies.n), 0) * 1.0 / nullif(sum(clusters.n), 0) as share,
        sum(clusters.n) * 1.0 * sum(clusters.n) / nullif(sum(squares), 0) as effective_n,
        -- Sums of fractions may differ in their last digit.
        clustered_share(min(coalesce(tallies.n, 0), clusters.n), clusters.n, squares, $level) as interval
    from tasks_of_parts
    join clusters on clusters.part is tasks_of_parts.part
    left join tallies
        on tallies.part is tasks_of_parts.part
        and tallies.task = tasks_of_parts.task
        and tallies.cluster is clusters.cluster
    group by tasks_of_parts.part, tasks_of_parts.task
)
select
    part as "by",
    task,
    n,
    total,
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
    coalesce(effective_n, 0) < $min_n as small
from shares
order by part is null, part, n desc, task;

-- table: domain
-- caption: Tasks and domains of all samples
-- grain: one row for each value of --by and pair of task and domain, the largest first
-- key: by, task, domain
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: task: task of the samples
-- column: domain: domain of the samples; null where they have none or several
-- column: n (samples): samples of this task and domain
-- column: total (samples): samples of this value of --by that have a task
-- column: share (0 to 1): n / total
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: clusters (clusters): sources, or values of the column that --clusters names; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   as many independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: small: 1 where the effective number of samples in total is below min_n, else 0
-- print: by, task, domain, n, total, share
-- rows: 40 first each by
-- label: share = share of the samples
-- label: blank = no sample
-- label: small = fewer than min_n effective samples
-- chart: heat x=task y=domain colour=share
with
tallies as (
    select {by} as part, {clusters} as cluster, {task} as task, {domain} as domain, sum({counting}) as n
    from tasks
    where task is not null and {where}
    group by 1, 2, 3, 4
),
pairs as (
    select distinct part, task, domain
    from tallies
),
shares as (
    select
        pairs.part,
        pairs.task,
        pairs.domain,
        coalesce(sum(tallies.n), 0) as n,
        sum(clusters.n) as total,
        coalesce(sum(tallies.n), 0) * 1.0 / nullif(sum(clusters.n), 0) as share,
        sum(clusters.n) * 1.0 * sum(clusters.n) / nullif(sum(squares), 0) as effective_n,
        -- Sums of fractions may differ in their last digit.
        clustered_share(min(coalesce(tallies.n, 0), clusters.n), clusters.n, squares, $level) as interval
    from pairs
    join clusters on clusters.part is pairs.part
    left join tallies
        on tallies.part is pairs.part
        and tallies.task = pairs.task
        and tallies.domain is pairs.domain
        and tallies.cluster is clusters.cluster
    group by pairs.part, pairs.task, pairs.domain
)
select
    part as "by",
    task,
    domain,
    n,
    total,
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
    coalesce(effective_n, 0) < $min_n as small
from shares
order by part is null, part, n desc, task, domain is null, domain;
