-- title: What the filter and the weight of SCPO do to the pairs
-- question: How many pairs of each sub-community are kept, and what do they weigh?
-- note: d0 is the reference reward of the chosen response less that of the rejected one. A pair is kept if
--   F = 1/(1 + exp(-d0)) is below tau; it weighs W = min(exp(d0/beta), 1). `cultivar preferences weigh` has set both.
-- note: effective_pairs is Kish's number of the kept pairs, (sum of W)^2 / (sum of W^2).
-- note: Users are clusters: the interval of kept_ratio has an error by user. Pairs without a user count by turn.
-- needs: pairs.W
-- parameter: by (column of pairs) = culture: the sub-community
-- parameter: where (condition on pairs) = null: only the pairs that meet it
-- parameter: split (one of train test all) = train: whose pairs are counted; pairs without a split always are
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- caption: Pairs that the filter keeps, and what they weigh
-- grain: one row for each sub-community, the one with the most pairs first, and one for all together
-- key: by
-- measure: paper
-- empty: no pair is weighed
-- column: by: value of the column that --by names; all for all of them
-- column: n (pairs): pairs with a reward on both sides
-- column: users (users): users with such a pair; turns where pairs have no user
-- column: not_weighed (pairs): pairs without a reward on one side
-- column: kept (pairs): pairs that the filter keeps
-- column: kept_ratio (0 to 1): kept / n
-- column: kept_ratio_low (0 to 1): lower end of the interval of kept_ratio
-- column: kept_ratio_high (0 to 1): upper end of the interval of kept_ratio
-- column: agreement (0 to 1): share of pairs with d0 > 0
-- column: disagreement (0 to 1): share of pairs with d0 < 0
-- column: mean_weight (0 to 1): mean of W over the kept pairs; above 1 only with inverse weights
-- column: effective_pairs (pairs): Kish's effective number of the kept pairs
-- column: small: 1 under 30 pairs or 5 users, else 0
-- print: by, n, kept, kept_ratio, agreement, mean_weight, effective_pairs
-- label: kept_ratio = share of pairs that are kept
-- label: small = fewer than 30 pairs or 5 users
-- chart: bar x=by y=kept_ratio low=kept_ratio_low high=kept_ratio_high
with
users as (
    select
        {by} as community,
        coalesce(annotator, turn) as user,
        sum(n) as pairs,
        count(d0) as weighed,
        coalesce(sum(kept), 0) as kept,
        coalesce(sum(agrees), 0) as agreeing,
        coalesce(sum(disagrees), 0) as disagreeing
    from pairs
    where {where} and (split is null or split = $split or $split = 'all')
    group by 1, 2
),
weights as (
    select {by} as community, sum(W) as total, sum(W * W) as squares
    from pairs
    where kept = 1 and {where} and (split is null or split = $split or $split = 'all')
    group by 1
),
communities as (
    select
        community,
        0 as is_all,
        sum(weighed) as n,
        sum(weighed > 0) as users,
        sum(pairs) - sum(weighed) as not_weighed,
        sum(kept) as kept,
        sum(agreeing) as agreeing,
        sum(disagreeing) as disagreeing,
        pair_accuracy(kept, weighed, $level) as ratio
    from users
    group by community
    union all
    select
        'all',
        1,
        sum(weighed),
        sum(weighed > 0),
        sum(pairs) - sum(weighed),
        sum(kept),
        sum(agreeing),
        sum(disagreeing),
        pair_accuracy(kept, weighed, $level)
    from users
),
all_weights as (
    select community, 0 as is_all, total, squares
    from weights
    union all
    select 'all', 1, sum(total), sum(squares)
    from weights
)
select
    communities.community as "by",
    n,
    users,
    not_weighed,
    kept,
    ratio ->> 'share' as kept_ratio,
    ratio ->> 'low' as kept_ratio_low,
    ratio ->> 'high' as kept_ratio_high,
    agreeing * 1.0 / nullif(n, 0) as agreement,
    disagreeing * 1.0 / nullif(n, 0) as disagreement,
    total / nullif(kept, 0) as mean_weight,
    total * total / nullif(squares, 0) as effective_pairs,
    coalesce(ratio ->> 'small', 1) as small
from communities
left join all_weights
    on all_weights.community is communities.community and all_weights.is_all = communities.is_all
where n > 0
order by communities.is_all, n desc, communities.community;

-- table: histogram
-- caption: Weights of the pairs that are kept
-- grain: one row for each sub-community and tenth of the weights, of the pairs that are kept
-- key: by, weight
-- measure: ours
-- empty: no pair is kept
-- column: by: value of the column that --by names, the one with the most kept pairs first
-- column: weight (0 to 1): lower end of the tenth; weights above 1, of inverse weighing, are in the last one
-- column: n (pairs): kept pairs with such a weight
-- column: share (0 to 1): their share of the kept pairs of the sub-community
-- print: by, weight, n, share
-- label: weight = weight, lower end of its tenth
-- label: share = share of the kept pairs
-- chart: bar x=weight y=share facet=by
with recursive
tenths as (
    select 0 as tenth
    union all
    select tenth + 1
    from tenths
    where tenth < 9
),
weights as (
    select {by} as community, cast(min(floor(W * 10), 9) as integer) as tenth
    from pairs
    where kept = 1 and {where} and (split is null or split = $split or $split = 'all')
),
communities as (
    select community, count(*) as kept
    from weights
    group by community
),
counts as (
    select community, tenth, count(*) as n
    from weights
    group by community, tenth
)
select
    communities.community as "by",
    tenths.tenth / 10.0 as weight,
    coalesce(n, 0) as n,
    coalesce(n, 0) * 1.0 / kept as share
from communities
cross join tenths
left join counts on counts.community is communities.community and counts.tenth = tenths.tenth
order by kept desc, communities.community, tenths.tenth;
