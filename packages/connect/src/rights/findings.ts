/** What some people say, what was found, and who found it: each as Payne's review tells it, and nothing that it does not say. */
export interface Finding {
  myth: string;
  fact: string;
  from: string;
}

export const findings: readonly Finding[] = [
  {
    myth: 'Somebody who has been ill cannot be there for others',
    fact: 'They can. Studies in several countries found that it works, and that both sides gain. It takes care when a service begins with it.',
    from: 'Davidson and others 1999, 2006 and 2012.',
  },
  {
    myth: 'Peers are second best',
    fact: 'Studies that compared found that peers did at least as well as other staff, with much the same results.',
    from: 'Davidson and others 1999 and 2006.',
  },
  {
    myth: 'Peers are against doctors and treatment',
    fact: 'Peer support opposes neither. It stands beside them. It is about everyday life: home, money, work, other people.',
    from: 'Watts and Higgins 2017.',
  },
  {
    myth: 'It changes nothing',
    fact: 'One review of twenty studies found moderate evidence that many things in recovery get better, and that people are in hospital less. Others found fewer and shorter stays, too.',
    from: 'Chinman and others 2014; Sledge and others 2011; Simpson and House 2002.',
  },
  {
    myth: 'People who stay away from services talk to nobody',
    fact: 'Two studies found that peers built good relationships with people whom others had not reached. They gave hope, and showed how one can go about a problem.',
    from: 'Davidson and others 2006.',
  },
  {
    myth: 'Helping others only wears peers out',
    fact: 'Those who help are helped as well. Peers felt surer of their own way, more skilled and less looked down on. They still need supervision, and somebody who looks after how they are.',
    from: 'Gartner and Reissman 1977; Repper 2013; the review’s own summary.',
  },
  {
    myth: 'A kind heart is enough',
    fact: 'It is not. The hard part for services was good training, supervision and management, for everybody involved. It begins with clear roles and with clearing up myths.',
    from: 'Repper and Carter 2010; Repper 2013.',
  },
  {
    myth: 'Getting better goes straight up, or not at all',
    fact: 'It is a journey of one’s own, bit by bit, with setbacks and new tries. It can change a life even when the troubles do not all go away.',
    from: 'Leamy and others 2011.',
  },
  {
    myth: 'Peers must do as all staff do, and hold people down if they have to',
    fact: 'In one organisation peers did not take part in force. They called it “no force first”, and talked it through with the others. Then all staff began to avoid holding people down without need.',
    from: 'an example in the review.',
  },
  {
    myth: 'Peer support is for everybody',
    fact: 'It is a choice. It may not be useful for everyone, and that is all right.',
    from: 'Watts and Higgins 2017.',
  },
];

/** As the review lists them. */
export const sources: readonly string[] = [
  'Chinman, M. and others (2014) Peer support services for individuals with serious mental illnesses: assessing the evidence. Psychiatric Services 65.',
  'Davidson, L. and others (1999) Peer support among individuals with severe mental illness: a review of the evidence. Clinical Psychology Science and Practice 6.',
  'Davidson, L. and others (2006) Peer support among adults with serious mental illness: a report from the field. Schizophrenia Bulletin 32.',
  'Davidson, L. and others (2012) Peer support among persons with severe mental illnesses: a review of evidence and experience. World Psychiatry 11.',
  'Gartner, A. and Reissman, F. (1977) Self-help in the Human Services. San Francisco: Jossey-Bass.',
  'Leamy, M. and others (2011) Conceptual framework for personal recovery in mental health: systematic review and narrative synthesis. British Journal of Psychiatry 199.',
  'Repper, J. (2013) Peer Support Workers: a practical guide to implementation. London: Centre for Mental Health.',
  'Repper, J. and Carter, T. (2010) Using Personal Experience to Support Others with Similar Difficulties. London: Together for Mental Well-Being.',
  'Simpson, E. L. and House, A. O. (2002) Involving Users in the delivery and evaluation of mental health services: systematic review. British Medical Journal 325.',
  'Sledge, W. H. and others (2011) Effectiveness of peer support in reducing readmissions of persons with multiple psychiatric hospitalizations. Psychiatric Services 62.',
  'Watts, M. and Higgins, A. (2017) Narratives of Recovery from Mental Illness: The role of peer support. London: Routledge.',
];
