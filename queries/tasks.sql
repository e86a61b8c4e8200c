-- title: Cultural share by task and domain
-- question: In which tasks and domains are the cultural samples?
-- note: The share is among samples that have a culture tag.
-- note: A sample of several tasks (or domains) counts in each of them.
-- parameter: level = 0.95: confidence level of the intervals (Wilson's score interval)
--
-- rows: one row for each task, the largest first
-- column: task: what the sample asks for
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1; ours): lower end of the interval of share
-- column: share_high (0 to 1; ours): upper end of the interval of share
-- chart: bar x=task y=share low=share_low high=share_high
with
counts as (
    select
        task,
        coalesce(sum(n) filter (where cultural), 0) as k,
        sum(n) as n
    from tasks
    where task is not null and cultural is not null
    group by task
)
select
    task,
    k,
    n,
    k * 1.0 / n as share,
    wilson_low(k, n, $level) as share_low,
    wilson_high(k, n, $level) as share_high
from counts
order by n desc, task;

-- table: domain
-- rows: one row for each domain, the largest first
-- column: domain: what the sample is about
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1; ours): lower end of the interval of share
-- column: share_high (0 to 1; ours): upper end of the interval of share
-- chart: bar x=domain y=share low=share_low high=share_high
with
counts as (
    select
        domain,
        coalesce(sum(n) filter (where cultural), 0) as k,
        sum(n) as n
    from domains
    where domain is not null and cultural is not null
    group by domain
)
select
    domain,
    k,
    n,
    k * 1.0 / n as share,
    wilson_low(k, n, $level) as share_low,
    wilson_high(k, n, $level) as share_high
from counts
order by n desc, domain;

-- table: task-domain
-- rows: one row for each pair of task and domain, the largest first
-- column: task: task of the samples; null where they have none or several
-- column: domain: domain of the samples; null where they have none or several
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1; ours): lower end of the interval of share
-- column: share_high (0 to 1; ours): upper end of the interval of share
-- chart: bar x=task y=share low=share_low high=share_high series=domain
with
counts as (
    select
        task, domain,
        coalesce(sum(n) filter (where cultural), 0) as k,
        sum(n) as n
    from samples
    where cultural is not null
    group by task, domain
)
select
    task,
    domain,
    k,
    n,
    k * 1.0 / n as share,
    wilson_low(k, n, $level) as share_low,
    wilson_high(k, n, $level) as share_high
from counts
order by n desc, task, domain;
