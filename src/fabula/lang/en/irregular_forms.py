"""Forms of words that no ending tells, and the word that each is of."""

IRREGULAR = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "won": "win",
    "lost": "lose", "began": "begin", "begun": "begin", "left": "leave", "kept": "keep", "held": "hold", "met": "meet",
    "hurt": "hurt", "became": "become", "gave": "give", "took": "take", "made": "make", "went": "go", "men": "man",
    "shrank": "shrink", "women": "woman", "people": "person", "children": "child", "losses": "loss", "dying": "die",
    "died": "die", "worse": "worse", "backed": "back", "dead": "dead", "beaten": "beat", "sank": "sink", "bore": "bear",
    "dearer": "dear", "cheaper": "cheap", "stronger": "strong", "weaker": "weak", "spoke": "speak", "struck": "strike",
    "sold": "sell", "sent": "send", "drew": "draw", "cost": "cost", "paid": "pay", "led": "lead", "built": "build",
    "stole": "steal", "stolen": "steal", "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose",
    "drove": "drive",
    "driven": "drive", "flew": "fly", "froze": "freeze", "frozen": "freeze", "hid": "hide", "threw": "throw",
    "thrown": "throw", "wrote": "write", "written": "write", "spent": "spend", "burnt": "burn", "sought": "seek",
    "caught": "catch", "taught": "teach", "fought": "fight", "shot": "shoot", "bound": "bind", "found": "find",
    "killed": "kill", "signed": "sign", "thought": "think", "brought": "bring", "bought": "buy",
}  # fmt: skip
