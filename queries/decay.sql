-- title: Cultural share along the pipeline
-- question: How does the share of cultural samples change from stage to stage, and which sources make it?
-- note: The share is among samples that have a culture tag; the others are counted as untagged and left out of n.
-- note: The interval is Wilson's score interval: it says how sure the share is were the samples drawn at random.
-- parameter: level = 0.95: confidence level of the interval
--
-- rows: one row for each stage, in the order of the pipeline
-- column: stage: stage of the pipeline; null where the source has none
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1; ours): lower end of the interval of share
-- column: share_high (0 to 1; ours): upper end of the interval of share
-- column: ratio (1 = the same; ours): share divided by the share of the first stage
-- column: untagged (samples; ours): samples without a culture tag, not in n
-- chart: line x=stage y=share low=share_low high=share_high
with
groups as (
    select stage, cultural, sum(n) as samples
    from samples
    group by stage, cultural
),
stages as (
    select
        stage,
        coalesce(sum(samples) filter (where cultural), 0) as k,
        coalesce(sum(samples) filter (where cultural is not null), 0) as n,
        coalesce(sum(samples) filter (where cultural is null), 0) as untagged
    from groups
    group by stage
),
shares as (
    select
        stages.*,
        k * 1.0 / nullif(n, 0) as share,
        row_number() over (
            order by stages.stage is null, position is null, position, stages.stage
        ) as stage_number
    from stages
    left join stage_order on stage_order.stage = stages.stage
)
select
    stage,
    k,
    n,
    share,
    wilson_low(k, n, $level) as share_low,
    wilson_high(k, n, $level) as share_high,
    case
        when stage is not null
            then share / nullif(first_value(share) over (order by stage_number), 0)
    end as ratio,
    untagged
from shares
order by stage_number;

-- table: source
-- rows: one row for each stage and source, stages in the order of the pipeline, sources from the largest
-- column: stage: stage of the pipeline; null where the source has none
-- column: source: where the samples come from
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1; ours): lower end of the interval of share
-- column: share_high (0 to 1; ours): upper end of the interval of share
-- column: untagged (samples; ours): samples without a culture tag, not in n
-- chart: bar x=source y=share low=share_low high=share_high series=stage
with
groups as (
    select stage, source, cultural, sum(n) as samples
    from samples
    group by stage, source, cultural
),
sources as (
    select
        stage,
        source,
        coalesce(sum(samples) filter (where cultural), 0) as k,
        coalesce(sum(samples) filter (where cultural is not null), 0) as n,
        coalesce(sum(samples) filter (where cultural is null), 0) as untagged
    from groups
    group by stage, source
)
select
    sources.stage,
    source,
    k,
    n,
    k * 1.0 / nullif(n, 0) as share,
    wilson_low(k, n, $level) as share_low,
    wilson_high(k, n, $level) as share_high,
    untagged
from sources
left join stage_order on stage_order.stage = sources.stage
order by sources.stage is null, position is null, position, sources.stage, n desc, source;
