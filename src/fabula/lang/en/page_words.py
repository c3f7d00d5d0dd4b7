"""The words of a page's own parts, labels, promotions, captions and errors, gathered from many sites' furniture.

None names a person or an outlet. Some labels are of other languages: a page in English has them too.
"""

import re

LABEL_LINES = """
about|about the author|about the authors|about author|about us|about this article|accept|accept all|accept cookies|ad|
back to top|back to the top|
ads|advertise|advertise with us|advertisement|advertising|all rights reserved|also read|also see|archive|archives|
article continues below|article continues after this ad|article continues after advertisement|
story continues below advertisement|story continues below|continue reading below|
author|authors|back|back to homepage|breaking news|bookmark|bookmarks|
categories|category|close|contact|contact us|continue reading|cookie policy|cookie settings|copy link|copy url|
copied|copyright|disclaimer|discover more|don't miss|do not miss|download the app|editor's choice|editor's pick|
editor's picks|editors' choice|editors' picks|editors picks|email|e-mail|email this|email this article|explore more|
facebook|featured|featured stories|featured video|filed under|follow|follow me|follow us|from around the web|
from the web|get the app|go to top|home|homepage|in this article|in this story|instagram|jump to content|
just in|keep reading|keywords|latest|latest articles|latest news|latest posts|latest stories|latest video|
like this|linkedin|listen|listen to this article|load more|loading|log in|login|log out|main menu|menu|messenger|
more|more about this|more coverage|more from|more from the author|more from this author|more in this section|
more information|more like this|more news|more on this|more on this topic|more on this story|more stories|
more to explore|most commented|most popular|most read|most recent|most shared|most viewed|must read|must reads|
navigation|newsletter|newsletters|next|next article|next post|next story|older posts|newer posts|
our picks|paid content|partner content|photo gallery|photos|pin it|pinterest|please wait|popular|
popular news|popular posts|popular stories|popular now|post navigation|previous|previous article|previous post|
previous story|print|print this|print this article|print this page|print article|privacy|privacy policy|promoted|
promoted content|promoted stories|rate this|read also|read full article|read full story|read it later|read more|
read more about|read next|recent posts|recent stories|recent articles|recommended|recommended articles|
recommended for you|recommended reading|recommended stories|reddit|related|related articles|related content|
related coverage|related items|related links|related news|related posts|related reading|related stories|
related story|related tags|related topic|related topics|related video|related videos|report a typo|
report an error|reprints|republish|republish this article|request removal|rss|rss feed|save|save article|
save this article|scroll to top|search|search for|search this site|see also|see all|see more|send|settings|share|
share article|share it|share on|share on facebook|share on twitter|share on whatsapp|share on linkedin|share on x|
share this|share this article|share this page|share this post|share this story|share this with|share via|
share with|shares|show more|show caption|hide caption|sign in|sign up|site map|sitemap|skip|skip ad|skip advert|
skip navigation|skip to content|skip to main content|skip to navigation|skip to footer|snapchat|sponsored|
sponsored by|sponsored content|sponsored links|sponsored stories|spread the word|story continues|subscribe|
subscribe now|subscribe today|suggested|suggested for you|tag|tagged|tags|telegram|terms|terms and conditions|
terms of service|terms of use|tiktok|toggle navigation|top|top news|top of page|top stories|topic|topics|
trending|trending articles|trending news|trending now|trending stories|trending topics|tumblr|tweet|twitter|
up next|view all|view gallery|view more|view original|view on facebook|view on twitter|viber|videos|vk|watch live|
watch now|watch more|what to read next|whatsapp|what's hot|what's new|youtube|you may also be interested in|
you may also enjoy|you may also like|you may have missed|you might also be interested in|you might also enjoy|
you might also like|you might be interested in|you might like|you might have missed|text size|font size|
no related posts|advertisement - continue reading below|
teilen|mehr zum thema|auch interessant|das könnte sie auch interessieren|weiterlesen|startseite|drucken|anzeige|
partager|lire aussi|à lire aussi|sur le même sujet|imprimer|publicité|compartir|leer más|lee también|te puede interesar|
publicidad|compartilhar|leia também|leia mais|veja também|publicidade|condividi|leggi anche|leggi tutto|
поделиться|читайте также|читать далее|по теме|реклама|udostępnij|czytaj także|czytaj też|reklama|sdílet|čtěte také
"""
COMMENT_LINES = """
comments|comment|recent comments|view comments|view all comments|hide comments|show comments|join the conversation|
join the discussion|leave a comment|leave a reply|leave a response|leave comment|leave your comment|leave reply|
post a comment|post comment|add a comment|add comment|write a comment|submit a comment|no comments|no comments yet|
cancel reply|be the first to comment|start a conversation|your comment|your email address|your name|
your email address will not be published|reader comments|discussion|reply|what do you think|
kommentare|kommentar schreiben|commentaires|laisser un commentaire|comentarios|deja un comentario|deja una respuesta|
comentários|deixe um comentário|commenti|lascia un commento|комментарии|оставить комментарий|komentarze|komentáře
"""
NETWORKS = (
    r"(?:google news|facebook|twitter|instagram|telegram|whatsapp|youtube|linkedin|tiktok|pinterest|rumble|spotify|"
    r"soundcloud|apple podcasts?|patreon|substack|mastodon|bluesky|threads|discord|reddit|viber|vkontakte|flipboard)"
)
COUNTED = re.compile(
    r"(?:\d[\d,.]*k?\s+(?:comments?|shares?|views?|reads?|likes?|replies|reactions?|"
    r"min(?:ute)?s?(?: of)?(?: read(?:ing)?)?"
    r"|claps?|votes?|retweets?)|(?:comments?|shares?|views?|likes?|hits)\s*:?\s*\(?\d[\d,.]*k?\)?"
    r"|(?:estimated )?read(?:ing)? time:?.{0,20}|(?:reply|share)\s+\d+)",
    re.IGNORECASE,
)
LINKS = re.compile(
    r"(?:(?:read|see|watch|listen|related|more|also read|read also|see also|read more|read next|don't miss|must read|"
    r"related (?:story|article|post|video|reading)s?|recommended|advertisement|tags?|topics?|categor(?:y|ies)|"
    r"filed under|posted in|tagged(?: with| as)?|keywords|labels|share(?: this| on)?|follow|trending|up next|"
    r"photo gallery|in pictures|watch live)\s?[:»>|].*|"
    r"(?:home|homepage|start)\s?[»>/|›].*|"
    r"(?:©|\(c\)|copyright\b).*|.*\ball rights reserved\b.*|"
    r"(?:click|tap) here (?:to|for)\b.*|(?:share|tweet|email|print|pin|save|comment|post|like)(?:\s*[|/•·,]?\s+"
    r"(?:share|tweet|e-?mail|print|pin|save|comments?|post|like|facebook|twitter|whatsapp|linkedin|reddit|telegram))+|"
    r"(?:share|tweet|follow|find|like)\s+(?:this |us |it )?(?:article |story |post )?(?:on |via |with |to )?"
    + NETWORKS
    + r"\b.{0,40}|"
    r"this (?:article|story|post|content) (?:has been|was) (?:viewed|read|shared)\b.*|"
    r"(?:this|our) (?:site|website|page)s? uses? cookies\b.*|we use cookies\b.*|by (?:continuing|"
    r"using) (?:to )?.{0,60}cookies\b.*|"
    r"(?:please )?(?:rate|like) (?:and share )?this (?:article|post|story)\b.*|"
    r"(?:read|view|see) (?:the )?(?:full|original|entire|whole) (?:article|story|post|text|report|version)\b.{0,60}|"
    r"(?:please )?(?:upgrade|update) your browser\b.*|your browser (?:does not|doesn't) support\b.*|"
    r"(?:last |page )?(?:updated|modified) on:?)",
    re.IGNORECASE | re.DOTALL,
)
PROMOTION = re.compile(
    r"\b(?:follow (?:us|(?:\w+[ ’'.]*){1,5}?) on " + NETWORKS + r"|"
    r"like us on|find us on|join (?:us on|our)|(?:subscribe|sign[ -]?up) (?:to|for|now|today|here|below|and)|"
    r"subscribe (?:our|via|on)|show your support|support (?:our|independent|us\b|quality|the \w+(?:’s|'s) existence)|"
    r"support [\w ’'!.-]{1,40}(?:’s|'s) (?:existence|work|journalism)|"
    r"(?:help us|consider) (?:by |to )?(?:keep|mak|donat|support|subscrib|becom)\w*|(?:please |to )donate|"
    r"make a donation|"
    r"become an? (?:\w+ )?(?:member|patron|subscriber|supporter|friend)|buy (?:me|us) a coffee|chip in|"
    r"our (?:\w+ )?(?:patreon|newsletters?|telegram|youtube|whatsapp|podcast|facebook|instagram|twitter|app\b)|"
    r"(?:free|daily|weekly|morning|email|our) newsletters?|(?:straight |delivered )?(?:in)?to your inbox|"
    r"supported (?:financially |entirely |solely )*by (?:its|our|you|readers)|reader[- ]supported|"
    r"if you (?:have )?(?:enjoyed|liked|like|enjoy|appreciate|value|found) (?:reading |what you )?(?:this|our|"
    r"the|read)|"
    r"download (?:our|the [\w ]{1,20}) app|get (?:our|the latest|breaking news|unlimited|full access)|"
    r"already (?:a|have an?) (?:\w+ )?(?:subscriber|member|account)|for (?:just )?[$€£]\d+ (?:a|per) (?:month|"
    r"week|year)|"
    r"(?:start|cancel|try) (?:your )?(?:free trial|any ?time)|limited[- ]time offer|unlimited access|"
    r"turn on (?:push )?notifications|never miss (?:a|an|the)|stay (?:up to date|informed|tuned|"
    r"connected) (?:with|by|on)|"
    r"see how you can help|pledge your support|subscribers? only|affiliate (?:commission|links?))",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"\b(?:we (?:and our (?:\d+ )?(?:third[- ]party )?(?:partners|vendors)|use cookies|value your privacy)|our (?:\d+ )?partners|"
    r"store (?:and/or|or|and) access|cookies|personal data|(?:click|tap) (?:\w+ ){0,4}(?:consent|accept|agree)|"
    r"(?:your|withdraw|to) consent|legitimate interests?|privacy (?:policy|settings|choices|cent(?:er|re))|"
    r"personali[sz]ed (?:ads|advertising|content)|manage (?:your )?(?:preferences|options|choices)|device (?:identifiers|scanning))\b",
    re.IGNORECASE,
)
CHANNELS = re.compile(
    r"\b(?:channels?|accounts?|follow(?:ed)?|podcasts?|subscribe|find us|social media)\b", re.IGNORECASE
)
ERROR = re.compile(
    r"(?:(?:php )?(?:warning|notice|fatal error|deprecated|parse error|strict standards|"
    r"recoverable fatal error)\s?:\s.+"
    r"(?:\bin\b.+\bon line \d+|undefined|cannot|failed|call to|expects|passed|headers already sent).*|"
    r"uncaught \w*(?:error|exception).*|(?:type|reference|syntax|range)error: .*|traceback \(most recent call last\).*|"
    r".*\b(?:enable|turn on|activate) javascript\b.*|this [\w ]{3,30} requires javascript\b.{0,60}|.*\bjavascript (?:is|must be|has been|seems to be|appears to be) "
    r"(?:disabled|required|enabled|turned off).*|sqlstate\[.*|error establishing a database connection.*|"
    r"\w+ error in .+ on line \d+.*|stack trace:.*|(?:403|404|500|502|503)\b.{0,5}(?:forbidden|"
    r"not found|.{0,10}error|bad gateway).*)",
    re.IGNORECASE | re.DOTALL,
)
CAPTION = re.compile(
    r"(?:\(?(?:(?:file |stock |handout |illustrative |archive )?(?:photo(?:graph)?|image|picture|pic|video|"
    r"illustration|graphic|"
    r"screenshot|screengrab|foto|фото)s?(?: credit| source| courtesy| by| via| from| of)?\s?(?:[:|/©]|by\b|via\b|"
    r"courtesy\b|credit\b)"
    r"|(?:credit|source|courtesy|pictured|caption)\s?:).*|"
    r"\(?(?:file|archive|representational|representative|illustrative|stock) (?:photo|image|picture)s?\b.{0,60}|"
    r".*(?:/\s?(?:afp|ap|reuters|epa|tass|getty|upi|xinhua|anadolu|ria novosti|sputnik|dpa|shutterstock|bloomberg)"
    r"[\w /.-]{0,40}|\bgetty images\)?|\b(?:photo|image|picture|foto) ?(?:by|credit|"
    r"courtesy)\b.{0,80}|\((?:photo|image|picture|foto|pic)\b[^()]*\)|"
    r"\((?:ap|afp|reuters|epa|getty|file|tass)(?: photo)?(?:[/,].{0,60})?\)|"
    r"\b(?:submitted|contributed|provided|courtesy|handout|file) (?:photo|image|picture)s?|"
    r"(?:photo|image|picture|media) ?(?:copyright|caption)\b.{0,250}|credit(?:\.\.\.|…|: ?).{2,60}|"
    r"\benlarge (?:image|photo)\b.{0,250})\.?|courtesy (?:of )?[A-Z].{2,40}|media playback is (?:un|not )supported.*)",
    re.IGNORECASE,
)
PICTURED = re.compile(
    r"^(?:[Aa]n? )?(?:[Aa]rtist|[Ii]llustrator)['’]s? (?:illustration|concept|impression|rendering|view)\b|"
    r"\b[Ii]n this (?:[\w.,]+ ){0,5}(?:photo(?:graph)?|image|picture|frame grab|illustration)\b|"
    r"^This (?:[\w.,]+ ){0,6}(?:file photo|photo|image|illustration|picture|combination of (?:photos|pictures))\b|"
    r"\((?:left|right|pictured|background|above|top|bottom|from left|second from (?:left|right)|centre|center)\)|"
    r", (?:(?:second|third) from )?(?:left|right|cent(?:er|re)), (?:and|with|[a-z]+s)\b|"
    r"\bpictured (?:here|above|below)\b"
)
"""Words by which a caption says what its picture shows."""
NOT_PEOPLE = re.compile(
    r"\b(?:menu|footer|header|widget|sidebar|connect|follow|contact|newsletters?|subscribe|search|login|account|videos?|photos?|home|"
    r"with|us|our|your|the|to|via|news|more|read|share|view|related|latest|press|agency|services?|media|tv|radio)\b",
    re.IGNORECASE,
)
"""Words that stand in no personal name: a line with one is a page's own, though its words have capitals."""
BIOGRAPHY = re.compile(
    r"(?:^(?:[A-Z][\w.’'-]+ ){1,4}(?:is|was|works|writes|has (?:been|worked|written)|covers|reports|served|"
    r"teaches|joined)\b.{0,90}?"
    r"\b(?:journalist|reporter|writer|editor|columnist|correspondent|fellow|researcher|analyst|professor|lecturer|"
    r"contributor|blogger|author|founder|director|freelance\w*|student|producer|photographer|based in|"
    r"writes (?:about|for|on)|covers|reports (?:on|for))\b|"
    r"^(?:I|he|she|they) (?:am|is|are|was|spent|have|has|worked?|works|write|writes|cover|covers)\b.{0,100}"
    r"\b(?:my|his|her|their)? ?(?:professional|career|years|journalis\w+|writer|editor|writing|blog\w*|reporter|"
    r"graduate\w*|degree)\b|"
    r"^the (?:author|writer)s? (?:is|are|was|has)\b|"
    r"\b(?:stories|posts|articles|pieces|content) (?:published )?under this byline\b|"
    r"\b(?:views?|opinions?) expressed (?:in this|here|by|are)\b|\bthe views of the author\b)",
    re.IGNORECASE,
)
SECTION_NAMES = (
    "analysis|arts|asia|americas|africa|breaking|business|commentary|community|crime|culture|economy|education|elections|"
    "entertainment|environment|europe|exclusive|explainer|feature|features|finance|for immediate release|health|home|international|interview|"
    "investigation|latest news|letters|lifestyle|live|local|local news|markets|middle east|money|national|news|obituaries|"
    "opinion|opinions|politics|press release|region|regional|science|society|sport|sports|stories|tech|technology|travel|"
    "us|us news|u.s|usa|uk|uk news|video|weather|world|world news"
)
