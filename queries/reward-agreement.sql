-- title: How often the reference reward agrees with the users
-- question: Does the reference rank the pairs of each sub-community as its users did, and better than length does?
-- note: A pair agrees if its chosen response has the greater reward; equal rewards do not agree.
-- note: The length baseline is "the longer response wins". difference is paired: both rewards on the same pairs.
-- note: Users are clusters, and intervals are Student's with an error by user; that of a share is on the logit scale.
--   Under 30 pairs or 5 users there is none, and small is 1. p_holm is adjusted for all rows by Holm's method.
-- needs: pairs.d0
-- parameter: by (column of pairs) = culture: the sub-community
-- parameter: where (condition on pairs) = null: only the pairs that meet it
-- parameter: split (one of train test all) = all: whose pairs are counted; pairs without a split always are
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- caption: Agreement of the reference reward with the users
-- grain: one row for each sub-community, the one with the least agreement first
-- key: by
-- measure: ours
-- empty: no pair has a reference reward
-- column: by: value of the column that --by names
-- column: n (pairs): pairs with a reward on both sides
-- column: users (users): users with such a pair; turns where pairs have no user
-- column: agreement (0 to 1): share of pairs that the reference ranks as the user did
-- column: agreement_low (0 to 1): lower end of its interval
-- column: agreement_high (0 to 1): upper end of its interval
-- column: disagreement (0 to 1): share of pairs that it ranks the other way; the rest are ties
-- column: length_share (0 to 1): share of pairs whose chosen response is the longer one
-- column: difference (difference of shares): agreement - length_share
-- column: difference_low (difference of shares): lower end of its interval
-- column: difference_high (difference of shares): upper end of its interval
-- column: p (0 to 1): two-sided p-value of the difference
-- column: p_holm (0 to 1): p adjusted for the rows of this table by Holm's method
-- column: small: 1 under 30 pairs or 5 users, else 0
-- print: by, n, users, agreement, length_share, difference, p_holm
-- label: agreement = share of pairs ranked as by the user
-- label: small = fewer than 30 pairs or 5 users
-- chart: bar x=by y=agreement low=agreement_low high=agreement_high
with
users as (
    select
        {by} as community,
        coalesce(annotator, turn) as user,
        count(d0) as pairs,
        coalesce(sum(agrees), 0) as agreeing,
        coalesce(sum(disagrees), 0) as disagreeing,
        sum(longer) filter (where d0 is not null) as longer
    from pairs
    where {where} and (split is null or split = $split or $split = 'all')
    group by 1, 2
),
communities as (
    select
        community,
        sum(pairs) as n,
        count(*) as users,
        sum(disagreeing) * 1.0 / sum(pairs) as disagreement,
        sum(longer) * 1.0 / sum(pairs) as length_share,
        pair_accuracy(agreeing, pairs, $level) as accuracy,
        paired_gain(longer, agreeing, pairs, $level) as gain
    from users
    where pairs > 0
    group by community
),
ranked as (
    select community, gain ->> 'p' as p, row_number() over (order by gain ->> 'p') as p_rank, count(*) over () as tests
    from communities
    where gain ->> 'p' is not null
),
adjusted as (
    select community, min(1.0, max(p * (tests - p_rank + 1)) over (order by p)) as p_holm
    from ranked
)
select
    communities.community as "by",
    n,
    users,
    accuracy ->> 'share' as agreement,
    accuracy ->> 'low' as agreement_low,
    accuracy ->> 'high' as agreement_high,
    disagreement,
    length_share,
    gain ->> 'difference' as difference,
    gain ->> 'low' as difference_low,
    gain ->> 'high' as difference_high,
    gain ->> 'p' as p,
    p_holm,
    accuracy ->> 'small' as small
from communities
left join adjusted on adjusted.community is communities.community
order by accuracy ->> 'share', communities.community;
