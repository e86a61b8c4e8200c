-- title: Duplicates within and between stages
-- question: How much of each stage is the same text as elsewhere in it, or in another stage?
-- note: Texts are the same if they are equal, or nearly equal by `cultivar index duplicates`, whose columns duplicate and
--   duplicate_group this report reads. Samples that were loaded after that command are in no row.
-- note: A group is what pairs of nearly equal texts connect. Of the same text only the first sample in the order of the store is
--   no duplicate, so kept and duplicates of stages depend on that order; the columns that begin with shared do not.
-- needs: samples.duplicate
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: min_n (integer from 0 to 1000000000) = 30: samples below which a share is flagged as small
-- parameter: groups (integer from 0 to 1000000) = 20: the number of the largest groups in table groups
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
sizes as (
    select stage, duplicate, count(*) as n
    from samples
    where duplicate is not null and {where}
    group by stage, duplicate
),
members as (
    select duplicate_group, stage, count(*) as n
    from samples
    where duplicate in ('first', 'exact', 'near') and {where}
    group by duplicate_group, stage
),
group_sizes as (
    select duplicate_group, sum(n) as n, count(*) as stages
    from members
    group by duplicate_group
),
stage_numbers as (
    select
        occurring.stage,
        row_number() over (
            order by occurring.stage is null, position is null, position, occurring.stage
        ) as stage_number
    from (select distinct stage from sizes) as occurring
    left join stage_order on stage_order.stage = occurring.stage
)

-- caption: Duplicates within and between the stages
-- grain: one row for each stage, in the order of the pipeline
-- key: stage
-- measure: ours
-- column: stage: stage of the pipeline; null where the source has none
-- column: n (samples): samples with a text that was looked at
-- column: unique_texts (samples): samples whose text is not that of another sample
-- column: kept (samples): unique samples, and the first one of each group
-- column: exact (samples): duplicates that are equal to an earlier sample
-- column: near (samples): duplicates that are nearly equal to an earlier sample
-- column: share (0 to 1): (exact + near) / n
-- column: share_low (0 to 1): lower end of its interval (Wilson)
-- column: share_high (0 to 1): upper end of its interval
-- column: shared_within (samples): samples whose text is that of another sample of the stage
-- column: shared_between (samples): samples whose text is that of a sample of another stage
-- column: small: 1 where n is below min_n, else 0
-- print: stage, n, exact, near, share, kept, shared_within, shared_between
-- label: share = share of duplicates
-- label: small = fewer than min_n samples
-- chart: bar x=stage y=share low=share_low high=share_high
with
tallies as (
    select
        stage,
        sum(n) as n,
        coalesce(sum(n) filter (where duplicate = 'unique'), 0) as unique_texts,
        coalesce(sum(n) filter (where duplicate = 'first'), 0) as first_texts,
        coalesce(sum(n) filter (where duplicate = 'exact'), 0) as exact,
        coalesce(sum(n) filter (where duplicate = 'near'), 0) as near
    from sizes
    group by stage
),
shared as (
    select
        members.stage,
        sum(iif(members.n > 1, members.n, 0)) as within,
        sum(iif(stages > 1, members.n, 0)) as between_stages
    from members
    join group_sizes using (duplicate_group)
    group by members.stage
)
select
    tallies.stage,
    n,
    unique_texts,
    unique_texts + first_texts as kept,
    exact,
    near,
    (exact + near) * 1.0 / n as share,
    wilson_low(exact + near, n, $level) as share_low,
    wilson_high(exact + near, n, $level) as share_high,
    coalesce(within, 0) as shared_within,
    coalesce(between_stages, 0) as shared_between,
    n < $min_n as small
from tallies
join stage_numbers on stage_numbers.stage is tallies.stage
left join shared on shared.stage is tallies.stage
order by stage_number;

-- table: pairs
-- caption: Texts that a stage shares with another
-- grain: one row for each pair of stages, in both orders: the samples of stage whose text is also in other
-- key: stage, other
-- measure: ours
-- column: stage: stage of the pipeline
-- column: other: another stage, or the same one: then two samples of it have the text
-- column: k (samples): samples of stage whose text is that of a sample of other
-- column: n (samples): samples of stage with a text that was looked at
-- column: share (0 to 1): k / n
-- column: share_low (0 to 1): lower end of its interval (Wilson)
-- column: share_high (0 to 1): upper end of its interval
-- column: texts (groups): different texts that both have
-- column: small: 1 where n is below min_n, else 0
-- print: stage, other, k, n, share, texts
-- label: share = share of the samples of the stage
-- label: other = stage with the same text
-- label: small = fewer than min_n samples in the stage
-- chart: heat x=other y=stage colour=share
with
totals as (
    select stage, sum(n) as n
    from sizes
    group by stage
),
shared as (
    select one.stage, other.stage as other, sum(one.n) as k, count(*) as texts
    from members as one
    join members as other on other.duplicate_group = one.duplicate_group
    where one.stage is not other.stage or one.n > 1
    group by one.stage, other.stage
)
select
    one.stage,
    other.stage as other,
    coalesce(k, 0) as k,
    n,
    coalesce(k, 0) * 1.0 / n as share,
    wilson_low(coalesce(k, 0), n, $level) as share_low,
    wilson_high(coalesce(k, 0), n, $level) as share_high,
    coalesce(texts, 0) as texts,
    n < $min_n as small
from totals as one
join stage_numbers as one_number on one_number.stage is one.stage
join stage_numbers as other
left join shared on shared.stage is one.stage and shared.other is other.stage
order by one_number.stage_number, other.stage_number;

-- table: groups
-- caption: Texts that occur most often
-- grain: one row for each of the largest groups
-- key: duplicate_group
-- measure: ours
-- empty: no text occurs twice
-- column: duplicate_group: the number of the first sample with the text
-- column: n (samples): samples with the text
-- column: stages (stages): stages with the text
-- column: sources (sources): sources with the text
-- column: text: its first 80 characters
-- print: text, n, stages, sources
with
largest as (
    select duplicate_group, n, stages
    from group_sizes
    order by n desc, duplicate_group
    limit $groups
),
sources_of_groups as (
    select duplicate_group, count(distinct source) as sources
    from samples
    where duplicate in ('first', 'exact', 'near') and duplicate_group in (select duplicate_group from largest)
        and {where}
    group by duplicate_group
)
select
    largest.duplicate_group,
    n,
    stages,
    sources,
    replace(substr(texts.text, 1, 80), char(10), ' ') as text
from largest
join sources_of_groups using (duplicate_group)
join (
    select id, text
    from samples
    where id in (select duplicate_group from largest)
) as texts on texts.id = largest.duplicate_group
order by n desc, largest.duplicate_group;
