-- title: What the decay is made of
-- question: How much of the change in cultural share comes from another mix of samples, how much from other shares within?
-- note: Kitagawa's decomposition (1955). With p the part of a category among the tagged samples and r its cultural share, the
--   difference of two stages is mix + rate: mix = sum of (p1 - p0)(r0 + r1) / 2, rate = sum of (r1 - r0)(p0 + p1) / 2.
-- note: A category that one of the stages does not have is taken to have the other's share there: its effect is one of mix.
-- note: Samples without a value, or with several, are a category of their own (null), so that the parts add up exactly.
-- note: Table factors takes several columns at once (Das Gupta 1993): each has a mix effect at equal others, averaged over all
--   orders, and these and the rate effect add up to the difference. Columns that go together share what they explain.
-- note: Intervals count sources, or what --clusters names, as those of report decay do. Where interval is fixed there are too
--   few clusters, or too unequal ones: they tell only what other samples of the same clusters would have given.
-- needs: samples.culture: it takes changes of the cultural share apart, and there is none without culture tags; decay-all has the
--   shares of languages, countries, domains and tasks from stage to stage
-- needs: samples.culture+stage
-- parameter: base (one of previous first) = previous: what a stage is compared with: the stage before, or the first
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: factors (columns of samples) = language,domain,task: of table factors: the columns that it takes at once
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: tagged samples of either stage below which a row is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
-- parameter: as_written (spellings of samples.domain+samples.task) = 0: 1 where spellings of a tag are values of their own; else those that differ
--   only in case, blanks, hyphens and underscores are one
--
-- caption: Change of the cultural share from stage to stage, by mix of samples and by shares within
-- grain: one row for each stage after the first and dimension
-- key: stage, dimension
-- measure: ours
-- empty: there is only one stage with tagged samples
-- column: base_stage: the stage it is compared with
-- column: stage: stage of the pipeline
-- column: dimension: domain, task or language
-- column: categories (categories): values that occur in either stage
-- column: base_share (0 to 1; paper): cultural share of the base stage
-- column: share (0 to 1; paper): cultural share of the stage
-- column: difference (-1 to 1): share - base_share
-- column: mix_effect (-1 to 1): part of the difference due to another mix of categories
-- column: mix_low (-1 to 1): lower end of its interval
-- column: mix_high (-1 to 1): upper end of its interval
-- column: rate_effect (-1 to 1): part of the difference due to other shares within the categories
-- column: rate_low (-1 to 1): lower end of its interval
-- column: rate_high (-1 to 1): upper end of its interval
-- column: mix_part (1 = all): mix_effect / difference; below 0 or above 1 where the effects go against each other
-- column: interval (clusters, fixed or samples): what the intervals cover; fixed: the clusters are taken as fixed
-- column: small: 1 where n of one of the stages is below min_n, else 0
-- print: stage, dimension, difference, mix_effect, rate_effect
-- label: mix_effect = composition effect
-- label: both = effect on the cultural share
-- label: rate_effect = rate effect
-- label: small = fewer than min_n samples in one of the stages
-- chart: bar x=stage y=mix_effect low=mix_low high=mix_high y2=rate_effect low2=rate_low high2=rate_high
--   colour=dimension
with
tallies as (
    select
        'domain' as dimension,
        1 as dimension_number,
        stage,
        json_array({clusters}) as cluster,
        json_array({domain}) as category,
        cultural,
        sum({weight}) as amount,
        sum({weight_square}) as squares
    from samples
    where cultural is not null and stage is not null and {where}
    group by stage, 4, 5, cultural
    union all
    select
        'task',
        2,
        stage,
        json_array({clusters}),
        json_array({task}),
        cultural,
        sum({weight}),
        sum({weight_square})
    from samples
    where cultural is not null and stage is not null and {where}
    group by stage, 4, 5, cultural
    union all
    select
        'language',
        3,
        stage,
        json_array({clusters}),
        json_array(coalesce(language_code, language)),
        cultural,
        sum({weight}),
        sum({weight_square})
    from samples
    where cultural is not null and stage is not null and {where}
    group by stage, 4, 5, cultural
),
ordered_stages as (
    select
        occurring.stage,
        row_number() over (order by position is null, position, occurring.stage) as stage_number
    from (select distinct stage from tallies where amount > 0) as occurring
    left join stage_order on stage_order.stage = occurring.stage
),
stage_pairs as (
    select
        later.stage_number,
        base.stage_number as base_number,
        later.stage,
        base.stage as base_stage
    from ordered_stages as later
    join ordered_stages as base
        on base.stage_number = iif($base = 'first', 1, later.stage_number - 1)
            and base.stage_number < later.stage_number
),
paired as (
    -- A row for each pair of stages, cluster and category: its tallies in the base stage and in the later one.
    select
        stage_pairs.stage_number,
        dimension,
        dimension_number,
        cluster,
        category,
        sum(iif(tallies.stage = base_stage and cultural, amount, 0)) as k1,
        sum(iif(tallies.stage = base_stage, amount, 0)) as n1,
        sum(iif(tallies.stage = base_stage, squares, 0)) as squares1,
        sum(iif(tallies.stage = stage_pairs.stage and cultural, amount, 0)) as k2,
        sum(iif(tallies.stage = stage_pairs.stage, amount, 0)) as n2,
        sum(iif(tallies.stage = stage_pairs.stage, squares, 0)) as squares2
    from stage_pairs
    join tallies on tallies.stage in (base_stage, stage_pairs.stage)
    where amount > 0
    group by stage_pairs.stage_number, dimension_number, dimension, cluster, category
),
effects as (
    select
        stage_number,
        dimension,
        dimension_number,
        count(distinct category) as categories,
        sum(k1) * 1.0 / sum(n1) as base_share,
        sum(k2) * 1.0 / sum(n2) as share,
        das_gupta(cluster, category, k1, n1, squares1, k2, n2, squares2, $level) as parts,
        min(sum(n1), sum(n2)) as least_n
    from paired
    group by stage_number, dimension_number, dimension
)
select
    base_stage,
    stage,
    dimension,
    categories,
    base_share,
    share,
    share - base_share as difference,
    parts ->> '$.factors[0].effect' as mix_effect,
    parts ->> '$.factors[0].low' as mix_low,
    parts ->> '$.factors[0].high' as mix_high,
    parts ->> '$.rate.effect' as rate_effect,
    parts ->> '$.rate.low' as rate_low,
    parts ->> '$.rate.high' as rate_high,
    (parts ->> '$.factors[0].effect') / nullif(share - base_share, 0) as mix_part,
    iif($clusters is null, 'samples', parts ->> 'interval') as interval,
    least_n < $min_n as small
from effects
join stage_pairs using (stage_number)
order by stage_number, dimension_number;

-- table: factors
-- caption: Change of the cultural share from stage to stage, by factor
-- grain: one row for each stage after the first and part of its difference: the factors in their order, then the rate
-- key: stage, component
-- measure: ours
-- empty: there is only one stage with tagged samples
-- column: base_stage: the stage it is compared with
-- column: stage: stage of the pipeline
-- column: component: a column of --factors, for the mix of its values at equal others; rate for other shares within the cells
-- column: effect (-1 to 1): its part of the difference; the parts of a stage add up to the difference
-- column: effect_low (-1 to 1): lower end of its interval
-- column: effect_high (-1 to 1): upper end of its interval
-- column: part (1 = all): effect / difference; below 0 or above 1 where the effects go against each other
-- column: difference (-1 to 1): share of the stage less that of the base stage
-- column: cells (cells): combinations of values of the factors that occur in either stage
-- column: overlap (0 to 1): part of the samples in cells that occur in both stages, of the stage with the smaller one: what
--   is in cells of one stage alone is mix, so that a column such as source that no two stages share leaves no rate
-- column: clusters (clusters): sources, or values of the column that --clusters names; null with none
-- column: interval (clusters, fixed or samples): what the intervals cover; fixed: the clusters are taken as fixed
-- column: small: 1 where n of one of the stages is below min_n, else 0
-- print: stage, component, effect, part
-- label: effect = effect on the cultural share
-- label: component = factor
-- label: small = fewer than min_n samples in one of the stages
-- chart: bar x=stage y=effect low=effect_low high=effect_high colour=component
with
tallies as (
    select
        stage,
        json_array({clusters}) as cluster,
        json_array({factors}) as category,
        cultural,
        sum({weight}) as amount,
        sum({weight_square}) as squares
    from samples
    where cultural is not null and stage is not null and {where}
    group by stage, 2, 3, cultural
),
ordered_stages as (
    select
        occurring.stage,
        row_number() over (order by position is null, position, occurring.stage) as stage_number
    from (select distinct stage from tallies where amount > 0) as occurring
    left join stage_order on stage_order.stage = occurring.stage
),
stage_pairs as (
    select
        later.stage_number,
        base.stage_number as base_number,
        later.stage,
        base.stage as base_stage
    from ordered_stages as later
    join ordered_stages as base
        on base.stage_number = iif($base = 'first', 1, later.stage_number - 1)
            and base.stage_number < later.stage_number
),
paired as (
    -- A row for each pair of stages, cluster and category: its tallies in the base stage and in the later one.
    select
        stage_pairs.stage_number,
        cluster,
        category,
        sum(iif(tallies.stage = base_stage and cultural, amount, 0)) as k1,
        sum(iif(tallies.stage = base_stage, amount, 0)) as n1,
        sum(iif(tallies.stage = base_stage, squares, 0)) as squares1,
        sum(iif(tallies.stage = stage_pairs.stage and cultural, amount, 0)) as k2,
        sum(iif(tallies.stage = stage_pairs.stage, amount, 0)) as n2,
        sum(iif(tallies.stage = stage_pairs.stage, squares, 0)) as squares2
    from stage_pairs
    join tallies on tallies.stage in (base_stage, stage_pairs.stage)
    where amount > 0
    group by stage_pairs.stage_number, cluster, category
),
effects as (
    select
        stage_number,
        das_gupta(cluster, category, k1, n1, squares1, k2, n2, squares2, $level) as parts,
        min(sum(n1), sum(n2)) as least_n
    from paired
    group by stage_number
),
components as (
    select stage_number, factor.key as number, factor.value as component, parts -> 'factors' -> factor.key as effect
    from effects
    join json_each($factors) as factor
    union all
    select stage_number, json_array_length($factors), 'rate', parts -> 'rate'
    from effects
)
select
    base_stage,
    stage,
    component,
    effect ->> 'effect' as effect,
    effect ->> 'low' as effect_low,
    effect ->> 'high' as effect_high,
    (effect ->> 'effect') / nullif(parts ->> 'difference', 0) as part,
    parts ->> 'difference' as difference,
    parts ->> 'cells' as cells,
    parts ->> 'overlap' as overlap,
    iif($clusters is null, null, parts ->> 'clusters') as clusters,
    iif($clusters is null, 'samples', parts ->> 'interval') as interval,
    least_n < $min_n as small
from components
join effects using (stage_number)
join stage_pairs using (stage_number)
order by stage_number, number;

-- table: categories
-- caption: Change of the cultural share from stage to stage, by category
-- grain: one row for each stage after the first, dimension and category, the largest effect first
-- key: stage, dimension, category
-- measure: ours
-- empty: there is only one stage with tagged samples
-- column: base_stage: the stage it is compared with
-- column: stage: stage of the pipeline
-- column: dimension: domain, task or language
-- column: category: the domain, task or language; null for samples without one, or of several
-- column: base_n (samples): tagged samples of the category in the base stage
-- column: n (samples): tagged samples of the category in the stage
-- column: base_part (0 to 1): part of the category among the tagged samples of the base stage
-- column: part (0 to 1): part of the category among the tagged samples of the stage
-- column: base_rate (0 to 1): cultural share of the category in the base stage; null where it does not occur
-- column: rate (0 to 1): cultural share of the category in the stage; null where it does not occur
-- column: mix_effect (-1 to 1): what its other part adds to the difference of the stages
-- column: rate_effect (-1 to 1): what its other rate adds to the difference of the stages
-- column: small: 1 where base_n or n is below min_n, else 0
-- print: stage, dimension, category, base_rate, rate, mix_effect, rate_effect
-- rows: 5 first each stage, dimension
-- label: rate_effect = rate effect
-- label: blank = not in both stages
-- label: small = fewer than min_n samples in one of the stages
-- chart: heat x=stage y=category colour=rate_effect facet=dimension named=category
with
tallies as (
    select 'domain' as dimension, 1 as dimension_number, stage, domain as category, cultural, sum({weight}) as amount
    from samples
    where cultural is not null and stage is not null and {where}
    group by stage, domain, cultural
    union all
    select 'task', 2, stage, task, cultural, sum({weight})
    from samples
    where cultural is not null and stage is not null and {where}
    group by stage, task, cultural
    union all
    select 'language', 3, stage, coalesce(language_name, language), cultural, sum({weight})
    from samples
    where cultural is not null and stage is not null and {where}
    group by stage, coalesce(language_name, language), cultural
),
ordered_stages as (
    select
        occurring.stage,
        row_number() over (order by position is null, position, occurring.stage) as stage_number
    from (select distinct stage from tallies where amount > 0) as occurring
    left join stage_order on stage_order.stage = occurring.stage
),
rates as (
    select
        dimension,
        dimension_number,
        stage_number,
        category,
        sum(amount) as n,
        coalesce(sum(amount) filter (where cultural), 0) * 1.0 / nullif(sum(amount), 0) as rate,
        sum(amount) * 1.0 / sum(sum(amount)) over (partition by dimension_number, stage_number) as part
    from tallies
    join ordered_stages using (stage)
    group by dimension, dimension_number, stage_number, category
    having sum(amount) > 0
),
compared as (
    select
        later.stage_number,
        base.stage_number as base_number,
        later.stage,
        base.stage as base_stage
    from ordered_stages as later
    join ordered_stages as base
        on base.stage_number = iif($base = 'first', 1, later.stage_number - 1)
            and base.stage_number < later.stage_number
),
categories as (
    select distinct dimension, dimension_number, compared.stage_number, base_number, category
    from compared
    join rates on rates.stage_number in (compared.stage_number, base_number)
),
paired as (
    select
        categories.*,
        coalesce(base.n, 0) as n0,
        coalesce(later.n, 0) as n1,
        base.rate as base_rate,
        later.rate as rate,
        coalesce(base.part, 0) as p0,
        coalesce(later.part, 0) as p1,
        coalesce(base.rate, later.rate) as r0,
        coalesce(later.rate, base.rate) as r1
    from categories
    left join rates as base
        on base.dimension_number = categories.dimension_number and base.stage_number = base_number
            and base.category is categories.category
    left join rates as later
        on later.dimension_number = categories.dimension_number and later.stage_number = categories.stage_number
            and later.category is categories.category
)
select
    base_stage,
    stage,
    dimension,
    category,
    n0 as base_n,
    n1 as n,
    p0 as base_part,
    p1 as part,
    base_rate,
    rate,
    (p1 - p0) * (r0 + r1) / 2 as mix_effect,
    (r1 - r0) * (p0 + p1) / 2 as rate_effect,
    min(n0, n1) < $min_n as small
from paired
join compared using (stage_number, base_number)
order by
    stage_number, dimension_number, abs((p1 - p0) * (r0 + r1) / 2) + abs((r1 - r0) * (p0 + p1) / 2) desc,
    category is null, category;
