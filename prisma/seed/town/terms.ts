// A small classification of the town's own. What it says beside the life areas: which kind of home, of work, of
// learning, of break; whether it is an ordinary place for everybody.

/** Each term with what it means. */
export const terms = {
  // work
  'Job coach': 'Somebody beside you while you look for work and in the first months.',
  'Work placement': 'A real workplace to try, for a set time.',
  Volunteering: 'Unpaid work that you choose. Expenses are often paid.',
  'Paid work': 'Work for wages.',
  'Posts for people with lived experience': 'Paid posts kept for people who have been there themselves.',
  'Rights at work': 'What an employer must do, and how to ask for it.',
  'Finding work': 'Looking, writing, applying, being interviewed.',
  // home
  'Ordinary tenancy': 'A home of your own that you rent, with your name on the door.',
  'Supported housing': 'A home with somebody at hand who helps you keep it going.',
  'Shared housing': 'A home shared with others who chose it too.',
  'Emergency housing': 'A bed tonight or this week.',
  'Housing advice': 'Your rights as a tenant, and what to do next.',
  Refuge: 'A safe place to stay, away from somebody who hurts you.',
  'Furniture and moving': 'Things for a home, and hands to carry them.',
  // things to do
  'Sport and moving': 'On foot, in water, with a ball.',
  'Music and singing': 'Making it or listening to it.',
  'Arts and crafts': 'Making things with your hands.',
  'Gardening and growing': 'Soil, seeds, tea in the shed.',
  'Games and quizzes': 'Boards, cards, questions.',
  'Books and films': 'Reading, watching, talking about it.',
  'Mending and making': 'Putting broken things right.',
  'Food together': 'Eating or cooking in company.',
  'Beginners welcome': 'Nobody needs to know how it is done.',
  'An ordinary place': 'For everybody who likes it; not set up as help.',
  // learning
  'Ordinary class': 'A class that anybody can join.',
  'Class of its own': 'A small class set up for people who want a gentler pace.',
  'English for new speakers': 'Learning English as another language.',
  'Reading, writing and numbers': 'The basics, at any age.',
  'Computers and phones': 'Getting on with screens.',
  // being heard
  'Somebody to speak up with you': 'In a meeting, on the phone, in a letter.',
  'Speaking up for yourself': 'Practice and company for saying it yourself.',
  'Speaking up together': 'People with the same trouble, one voice.',
  'A say in decisions': 'Panels and meetings where things are decided.',
  'Putting in a complaint': 'Saying what went wrong, and getting an answer.',
  // money
  'Benefits help': 'Checks, forms and appeals.',
  'Debt help': 'Letters from lenders, and a way through.',
  'Grants and hardship funds': 'Small sums that need not be paid back.',
  'Saving and borrowing': 'Fair accounts and fair loans.',
  'Fuel and energy': 'Heating, meters and bills.',
  'Food help': 'Food when money is short.',
  // health
  'Family doctor': 'A doctor and nurses near home.',
  'When it gets too much': 'Company and calm in a bad hour.',
  'Keeping well': 'What helps, worked out with others.',
  'Sober and social': 'Good company without drink or drugs.',
  'Leaving hospital': 'The first days and weeks at home.',
  'Sleep, rest and pain': 'Living with a tired or sore body.',
  // caring
  'For carers': 'For people who look after somebody.',
  'Respite: sitting at home': 'Somebody stays at home with them while you go out.',
  'Respite: days away': 'A short stay somewhere else.',
  'Respite: in an emergency': 'When you cannot be there at short notice.',
  'For parents': 'For people bringing up children.',
  // people
  'Meeting people': 'New faces, low pressure.',
  Befriending: 'One person who keeps coming back.',
  'Loss and grief': 'After somebody has died.',
  'Couples and families': 'Getting on, falling out, parting.',
  'New to the country': 'For people who came here from somewhere else.',
  'LGBT+': 'By and for lesbian, gay, bi and trans people and friends.',
  'Deaf people': 'Signed, not interpreted.',
  'Young adults': 'For people who have just grown up.',
  'Older people': 'For people later in life.',
  // day to day
  Cooking: 'Plain meals, learned by doing.',
  'Getting about': 'Lifts, buses and going together.',
  'Errands and shopping': 'Somebody fetches it, or comes along.',
  'Home and belongings': 'Cleaning, sorting, small repairs.',
  'Washing and laundry': 'Hot water and clean clothes.',
  'Letters, forms and phones': 'Getting through the post pile.',
  Pets: 'Animals, and who feeds them when you cannot.',
  'Day centre': 'Somewhere to be in the day, with staff.',
  'Living skills': 'Learning the everyday things that nobody taught you.',
} as const;
export type Term = keyof typeof terms;
