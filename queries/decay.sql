-- title: Cultural share along the pipeline
-- question: How does the share of cultural samples change from stage to stage, and which sources make it?
-- note: The share is among samples that have a culture tag; the others are counted as untagged and left out of n.
-- note: The interval is Wilson's score interval, at Kish's effective number of samples where they are weighted: it says how
--   sure the share is were the samples drawn at random.
-- note: Stages come in the order of table stage_order, then by name; ratios and the trend leave out samples without a stage.
-- needs: samples.culture+stage
-- parameter: by (column of samples) = null: one such table for each value of this column
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: min_n (integer from 0 to 1000000000) = 30: effective samples below which a share is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- grain: one row for each value of --by and stage, in the order of the pipeline
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: stage: stage of the pipeline; null where the source has none
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: ratio_previous (1 = the same): share divided by that of the stage before
-- column: ratio_first (1 = the same): share divided by that of the first stage
-- column: ratio_first_low (1 = the same): lower end of the interval of ratio_first (from Wilson's
--   intervals of both shares)
-- column: ratio_first_high (1 = the same): upper end of the interval of ratio_first
-- column: effective_n (samples): (sum of weights)² / sum of squared weights of the samples in n; n without weights
-- column: untagged (samples): samples without a culture tag, not in n
-- column: small: 1 where effective_n is below min_n, else 0
-- chart: line x=stage y=share low=share_low high=share_high colour=by
with
tallies as (
    select {by} as part, stage, cultural, sum({weight}) as amount, sum({weight_square}) as squares
    from samples
    where {where}
    group by 1, 2, 3
),
stages as (
    select
        part,
        stage,
        coalesce(sum(amount) filter (where cultural), 0) as k,
        coalesce(sum(amount) filter (where cultural is not null), 0) as n,
        sum(squares) filter (where cultural is not null) as squares,
        coalesce(sum(amount) filter (where cultural is null), 0) as untagged
    from tallies
    group by part, stage
),
shares as (
    select
        stages.*,
        k * 1.0 / nullif(n, 0) as share,
        coalesce(n * 1.0 * n / nullif(squares, 0), 0) as effective_n,
        row_number() over (
            partition by part
            order by stages.stage is null, position is null, position, stages.stage
        ) as stage_number
    from stages
    left join stage_order on stage_order.stage = stages.stage
),
compared as (
    select
        *,
        -- Without a stage there is nothing to compare with.
        iif(stage is null, null, share) as staged_share,
        lag(share) over pipeline as previous_share,
        first_value(share) over pipeline as first_share,
        first_value(effective_n) over pipeline as first_effective_n
    from shares
    window pipeline as (partition by part order by stage_number)
)
select
    part as "by",
    stage,
    k,
    n,
    share,
    wilson_low(share * effective_n, effective_n, $level) as share_low,
    wilson_high(share * effective_n, effective_n, $level) as share_high,
    staged_share / nullif(previous_share, 0) as ratio_previous,
    staged_share / nullif(first_share, 0) as ratio_first,
    share_ratio_low(staged_share * effective_n, effective_n, first_share * first_effective_n, first_effective_n, $level)
        as ratio_first_low,
    share_ratio_high(
        staged_share * effective_n, effective_n, first_share * first_effective_n, first_effective_n, $level)
        as ratio_first_high,
    effective_n,
    untagged,
    effective_n < $min_n as small
from compared
order by part is null, part, stage_number;

-- table: source
-- grain: one row for each stage and source, stages in the order of the pipeline, sources from the largest
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: stage: stage of the pipeline; null where the source has none
-- column: source: where the samples come from
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: effective_n (samples): (sum of weights)² / sum of squared weights of the samples in n; n without weights
-- column: untagged (samples): samples without a culture tag, not in n
-- column: small: 1 where effective_n is below min_n, else 0
-- chart: bar x=source y=share low=share_low high=share_high colour=stage
with
tallies as (
    select {by} as part, stage, source, cultural, sum({weight}) as amount, sum({weight_square}) as squares
    from samples
    where {where}
    group by 1, 2, 3, 4
),
tagged as (
    select
        part,
        stage,
        source,
        coalesce(sum(amount) filter (where cultural), 0) as k,
        coalesce(sum(amount) filter (where cultural is not null), 0) as n,
        sum(squares) filter (where cultural is not null) as squares,
        coalesce(sum(amount) filter (where cultural is null), 0) as untagged
    from tallies
    group by part, stage, source
),
shares as (
    select *, k * 1.0 / nullif(n, 0) as share, coalesce(n * 1.0 * n / nullif(squares, 0), 0) as effective_n
    from tagged
)
select
    part as "by",
    shares.stage,
    source,
    k,
    n,
    share,
    wilson_low(share * effective_n, effective_n, $level) as share_low,
    wilson_high(share * effective_n, effective_n, $level) as share_high,
    effective_n,
    untagged,
    effective_n < $min_n as small
from shares
left join stage_order on stage_order.stage = shares.stage
order by
    part is null, part, shares.stage is null, position is null, position, shares.stage, n desc, source is null, source;

-- table: trend
-- grain: one row for each value of --by: the course of the share over all stages
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: stages (stages): stages with tagged samples; the score of a stage is its number in their order, from 0
-- column: n (samples): samples with a culture tag and a stage
-- column: trend_z (standard deviations): Cochran-Armitage statistic: below 0 where the share falls along the pipeline
-- column: trend_p (0 to 1): its two-sided p-value
-- column: trend_p_holm (0 to 1): trend_p adjusted for the rows of this table by Holm's method
-- column: decay_rate (per stage): rate r of share = a · exp(-r · stage), by maximum likelihood; below 0 where it grows
-- column: decay_rate_low (per stage): lower end of its interval (profile likelihood)
-- column: decay_rate_high (per stage): upper end of its interval
-- column: half_life (stages): stages in which the fitted share halves: ln 2 / decay_rate; null where it does not fall
-- column: half_life_low (stages): lower end of its interval
-- column: half_life_high (stages): upper end of its interval; null where it may never halve
-- chart: bar x=by y=decay_rate low=decay_rate_low high=decay_rate_high
with
tallies as (
    select {by} as part, stage, cultural, sum({weight}) as amount, sum({weight_square}) as squares
    from samples
    where cultural is not null and stage is not null and {where}
    group by 1, 2, 3
),
stages as (
    select
        part,
        stage,
        coalesce(sum(amount) filter (where cultural), 0) as k,
        sum(amount) as n,
        sum(amount) * 1.0 * sum(amount) / nullif(sum(squares), 0) as effective_n
    from tallies
    group by part, stage
),
numbered as (
    select
        stages.*,
        k * 1.0 / nullif(n, 0) as share,
        row_number() over (
            partition by part
            order by position is null, position, stages.stage
        ) - 1 as score
    from stages
    left join stage_order on stage_order.stage = stages.stage
),
trends as (
    select
        part,
        count(*) as stages,
        sum(n) as n,
        cochran_armitage_z(score, share * effective_n, effective_n) as trend_z,
        cochran_armitage_p(score, share * effective_n, effective_n) as trend_p,
        decay_rate(score, share * effective_n, effective_n) as decay_rate,
        decay_rate_low(score, share * effective_n, effective_n, $level) as decay_rate_low,
        decay_rate_high(score, share * effective_n, effective_n, $level) as decay_rate_high,
        half_life(score, share * effective_n, effective_n) as half_life,
        half_life_low(score, share * effective_n, effective_n, $level) as half_life_low,
        half_life_high(score, share * effective_n, effective_n, $level) as half_life_high
    from numbered
    where effective_n > 0
    group by part
),
ranked as (
    select *, row_number() over (order by trend_p is null, trend_p) as p_rank, count(trend_p) over () as tests
    from trends
)
select
    part as "by",
    stages,
    n,
    trend_z,
    trend_p,
    iif(trend_p is null, null, min(1.0, max(trend_p * (tests - p_rank + 1)) over (order by trend_p)))
        as trend_p_holm,
    decay_rate,
    decay_rate_low,
    decay_rate_high,
    half_life,
    half_life_low,
    half_life_high
from ranked
order by part is null, part;

-- table: divergence
-- grain: one row for each stage after the first and dimension: how far its samples are from those of the first stage
-- measure: ours
-- empty: there is only one stage
-- column: stage: stage of the pipeline
-- column: dimension: culture (tag), language, domain, task, or country (of the cultural samples)
-- column: categories (categories): values that occur in either stage
-- column: n (samples): samples of the stage with a value; for tasks, domains and countries each sample in each of its values
-- column: n_first (samples): the same of the first stage
-- column: jensen_shannon (0 to 1): Jensen-Shannon divergence of the two distributions, in bits: 0 equal, 1 disjoint
-- column: total_variation (0 to 1): half the sum of the absolute differences of the shares
-- column: hellinger (0 to 1): Hellinger distance of the two distributions
-- column: small: 1 where n or n_first is below min_n, else 0
-- chart: line x=stage y=jensen_shannon colour=dimension
with
tallies as (
    select 'culture' as dimension, 1 as dimension_number, stage, culture as value, sum({weight}) as amount
    from samples
    where culture is not null and stage is not null and {where}
    group by stage, culture
    union all
    select 'language', 2, stage, coalesce(language_code, language), sum({weight})
    from languages
    where stage is not null and {where}
    group by stage, coalesce(language_code, language)
    union all
    select 'domain', 3, stage, domain, sum({weight})
    from domains
    where stage is not null and {where}
    group by stage, domain
    union all
    select 'task', 4, stage, task, sum({weight})
    from tasks
    where stage is not null and {where}
    group by stage, task
    union all
    select 'country', 5, stage, country, sum({weight})
    from countries
    where cultural and country is not null and stage is not null and {where}
    group by stage, country
),
stage_numbers as (
    select
        occurring.stage,
        row_number() over (order by position is null, position, occurring.stage) as stage_number
    from (select distinct stage from tallies) as occurring
    left join stage_order on stage_order.stage = occurring.stage
),
first_stage as (
    select tallies.*
    from tallies
    join stage_numbers using (stage)
    where stage_number = 1
),
cells as (
    select tallies.dimension, tallies.dimension_number, stage_number, tallies.stage, tallies.value, tallies.amount,
        coalesce(first_stage.amount, 0) as first_amount
    from tallies
    join stage_numbers on stage_numbers.stage = tallies.stage and stage_number > 1
    left join first_stage
        on first_stage.dimension_number = tallies.dimension_number and first_stage.value = tallies.value
    union all
    -- Values of the first stage that a later stage does not have.
    select first_stage.dimension, first_stage.dimension_number, stage_number, stage_numbers.stage, first_stage.value, 0,
        first_stage.amount
    from first_stage
    join stage_numbers on stage_number > 1
    where not exists (
        select 1
        from tallies
        where tallies.dimension_number = first_stage.dimension_number and tallies.stage = stage_numbers.stage
            and tallies.value = first_stage.value
    )
)
select
    stage,
    dimension,
    count(*) as categories,
    sum(amount) as n,
    sum(first_amount) as n_first,
    jsd(amount, first_amount) / ln(2) as jensen_shannon,
    total_variation(amount, first_amount) as total_variation,
    hellinger(amount, first_amount) as hellinger,
    min(sum(amount), sum(first_amount)) < $min_n as small
from cells
group by stage_number, stage, dimension_number, dimension
having sum(amount) > 0 and sum(first_amount) > 0
order by stage_number, dimension_number;
