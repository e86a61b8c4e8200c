-- title: Pairs of preferred responses by sub-community
-- question: How many pairs does each sub-community give, and how often does the longer response win?
-- note: A pair is two responses of one turn. The user preferred the chosen one. `cultivar preferences pairs` makes them.
-- note: Users are clusters: the interval of length_share is Student's on the logit scale, with an error by user. Pairs
--   without a user count by turn.
-- note: Under 30 pairs or 5 users there is no interval, and small is 1.
-- needs: pairs.pair
-- parameter: by (column of pairs) = culture: the sub-community
-- parameter: where (condition on pairs) = null: only the pairs that meet it
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- caption: Pairs of preferred responses
-- grain: one row for each sub-community, the one with the most pairs first
-- key: by
-- measure: ours
-- empty: there is no pair
-- column: by: value of the column that --by names
-- column: n (pairs): pairs
-- column: users (users): users with a pair; turns where pairs have no user
-- column: turns (turns): turns with a pair
-- column: train (pairs): pairs of users that train
-- column: test (pairs): pairs of users that test
-- column: gap (points): mean difference of the two scores
-- column: most_of_one_user (0 to 1): the part of the pairs that the user with the most has
-- column: length_share (0 to 1): share of pairs whose chosen response is the longer one
-- column: length_share_low (0 to 1): lower end of the interval of length_share
-- column: length_share_high (0 to 1): upper end of the interval of length_share
-- column: small: 1 under 30 pairs or 5 users, else 0
-- print: by, n, users, turns, train, test, gap, length_share
-- label: small = fewer than 30 pairs or 5 users
-- chart: bar x=by y=n
with
users as (
    select
        {by} as community,
        coalesce(annotator, turn) as user,
        sum(n) as pairs,
        sum(longer) as longer,
        sum(gap) as gap,
        sum(n) filter (where split = 'train') as train,
        sum(n) filter (where split = 'test') as test
    from pairs
    where {where}
    group by 1, 2
),
turns_of as (
    select {by} as community, count(distinct turn) as turns
    from pairs
    where {where}
    group by 1
),
communities as (
    select
        community,
        sum(pairs) as n,
        count(*) as users,
        sum(train) as train,
        sum(test) as test,
        sum(gap) / sum(pairs) as gap,
        max(pairs) * 1.0 / sum(pairs) as most,
        pair_accuracy(longer, pairs, $level) as length
    from users
    group by community
)
select
    communities.community as "by",
    n,
    users,
    turns,
    coalesce(train, 0) as train,
    coalesce(test, 0) as test,
    gap,
    most as most_of_one_user,
    length ->> 'share' as length_share,
    length ->> 'low' as length_share_low,
    length ->> 'high' as length_share_high,
    length ->> 'small' as small
from communities
left join turns_of on turns_of.community is communities.community
order by n desc, communities.community;

-- table: turns
-- caption: Pairs that the turns gave, and those that were left out
-- grain: one row for each sub-community: what became of the pairs of its turns
-- key: culture
-- measure: ours
-- empty: the pairs were not made of responses
-- column: culture: the sub-community, as the pairs have it
-- column: n (turns): turns
-- column: responses (responses): responses of the turns
-- column: empty_responses (responses): those without a text
-- column: pairs (pairs): pairs that were made
-- column: ties (pairs): pairs of equal scores, which are not made
-- column: below_gap (pairs): pairs whose scores differ by less than the least gap
-- column: with_empty (pairs): pairs with an empty response
-- column: surplus (pairs): pairs beside one with a greater gap, with --one-per-turn
-- print: culture, n, responses, pairs, ties, below_gap, with_empty, surplus
-- label: culture = sub-community
-- chart: bar x=culture y=pairs
with
counted as (
    select
        culture,
        sum(n) as n,
        sum(responses) as responses,
        sum(empty_responses) as empty_responses,
        sum(pairs) as pairs,
        sum(ties) as ties,
        sum(below_gap) as below_gap,
        sum(with_empty) as with_empty,
        sum(surplus) as surplus
    from turns
    group by culture
)
select culture, n, responses, empty_responses, pairs, ties, below_gap, with_empty, surplus
from counted
order by n desc, culture;
