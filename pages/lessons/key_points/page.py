from itertools import chain

import streamlit as st

from pages.lessons.key_points import glossary, script
from pages.lessons.key_points.project import Project, told
from pages.shared import words
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel
from pages.shared.script import offer

LONGEST = 40
KEY_POINTS = {
    "Deep learning": (
        "is machine learning with networks of more than one hidden layer. The layers find their "
        "own features from the data, so with much data they get further than hand-made rules.",
        "what_why_how",
        "What, why, how",
    ),
    "Computational graph": (
        "is a formula drawn as single operations. Values flow through it forward, and by the chain "
        "rule the gradient of every node comes back.",
        "computational_graph",
        "Computational graph",
    ),
    "Neural network": (
        "is neurons in layers, each a weighted sum with a bias and an activation function. Its "
        "weights are learnt: a cost says how wrong it is, and gradient descent makes that less.",
        "forward_propagation",
        "Forward propagation",
    ),
}
BOOKS = (
    "- M. Nielsen: *Neural Networks and Deep Learning* (2015). The next thing to read: one network "
    "for handwriting, built from nothing in Python.\n"
    "- S. Raschka, V. Mirjalili: *Python Machine Learning* (3rd edition 2019). The perceptron and "
    "Adaline on iris, then everything up to deep networks.\n"
    "- A. Géron: *Hands-On Machine Learning with Scikit-Learn, Keras and TensorFlow* (3rd edition "
    "2022). Whole projects, from the data to the evaluation.\n"
    "- C. Bishop: *Pattern Recognition and Machine Learning* (2006). The mathematics.\n"
    "- I. Goodfellow, Y. Bengio, A. Courville: *Deep Learning* (2016). The textbook of the field.\n"
    "- R. Sutton, A. Barto: *Reinforcement Learning: An Introduction* (2nd edition 2018)."
)
PAPERS = (
    "- R. A. Fisher: *The Use of Multiple Measurements in Taxonomic Problems* (1936). The iris "
    "flowers.\n"
    "- F. Rosenblatt: *The Perceptron: A Probabilistic Model for Information Storage and "
    "Organization in the Brain* (1958), after his report of 1957.\n"
    "- B. Widrow, M. Hoff: *Adaptive Switching Circuits* (1960). Adaline.\n"
    "- D. Rumelhart, G. Hinton, R. Williams: *Learning Representations by Back-Propagating Errors* "
    "(1986).\n"
    "- Y. LeCun, L. Bottou, G. Orr, K.-R. Müller: *Efficient BackProp* (1998). Why to standardise, "
    "and how to start the weights.\n"
    "- Y. LeCun, Y. Bengio, G. Hinton: *Deep Learning* (2015). Ten pages of overview."
)

lesson.open_page(
    "key_points",
    "The course in three points, every term in one sentence, and where to go on. **Each term is a "
    "link** to the page and the settings that show it.",
)

for place, (name, (what, page, label)) in zip(st.columns(3), KEY_POINTS.items(), strict=True):
    with place.container(border=True, height="stretch"):
        st.markdown(f"**{name}** {what}")
        course.link(page, label)

st.header("Glossary", anchor="glossary")
panel = Panel()
find_place, part_place, reset_place = st.columns([0.5, 0.3, 0.2], vertical_alignment="bottom")
with find_place:
    text = panel.text("find", "Find a term", LONGEST, "In the terms and in their sentences.")
with part_place:
    part = panel.choice("part", "Part of the course", ("all", *glossary.PARTS), "all")
with reset_place:
    panel.close()


found = glossary.find(text, part)
shown = list(chain.from_iterable(found.values()))
every = sum(len(terms) for terms in glossary.GLOSSARY.values())
if shown:
    st.caption(f"{len(shown)} of {words.count(every, 'term')}")
else:
    st.caption(
        f"No term has “{words.plain(text)}”. Try a shorter word, or all parts of the course."
    )
for name, terms in found.items():
    st.markdown(f"**{name.capitalize()}**")
    third = -(-len(terms) // 3)
    for i, column in enumerate(st.columns(3)):
        with column:
            for term in terms[i * third : (i + 1) * third]:
                course.link_with_note(term.page, term.name, term.meaning, **term.settings)

st.header("The four questions, answered", anchor=False)
st.markdown(
    "**What is deep learning?** Machine learning with networks of more than one hidden layer. "
    "Machine learning finds its rules from data, and is a part of artificial intelligence.\n\n"
    "**What is a computational graph?** A formula taken apart into additions, products and "
    "functions. It shows how to compute the value, and backwards how to compute every gradient.\n\n"
    "**What is a neural network?** Many neurons in layers. Each one computes f(w·a + b) from the "
    "outputs of the layer before it.\n\n"
    "**How do I start deep learning with Python?** Write one neuron, train it, and judge it on "
    "data that it has not seen. NumPy is enough: below is all of it. Then add a hidden layer, as "
    "on the page Multi-layer network, and only then let a library such as PyTorch or Keras do the "
    "gradients for you."
)
lesson.code("One neuron that learns, in Python", script.RULE)

st.header("A project of your own", anchor="project")
st.markdown(told(Project()))
offer.project("key_points", script.write, Project())

st.header("Where to go on", anchor=False)
books_place, papers_place = st.columns(2, gap="medium")
with books_place:
    st.markdown(f"**Books**\n\n{BOOKS}")
with papers_place:
    st.markdown(f"**Papers that this course rests on**\n\n{PAPERS}")

lesson.question(
    "self_test_epoch",
    "A perceptron makes no update in a whole epoch. What follows?",
    {
        "It should be trained for more epochs": "Every further epoch would show it the same "
        "samples with the same weights, and again it would make no update.",
        "It is right for all samples that it was trained on": "Each of them was shown, and none "
        "moved the weights. How good it is on others is not said.",
        "It will be right for new samples too": "That takes samples it was not trained on. An "
        "epoch without an update speaks of the training set only.",
    },
    right="It is right for all samples that it was trained on",
)
lesson.question(
    "self_test_rate",
    "Gradient descent on J explodes. What helps for certain?",
    {
        "More epochs": "Each step makes J larger, so more of them make it larger still.",
        "A learning rate below 2/λ": "Below that limit no direction of the bowl overshoots by more "
        "than it came from. Standardising usually raises the limit.",
        "Another start": "The bowl of a linear neuron is as steep everywhere in the same "
        "direction, so the start does not matter.",
    },
    right="A learning rate below 2/λ",
    heading="",
)
lesson.question(
    "self_test_layers",
    "A network has three hidden layers, and all its activations are the identity. What can it "
    "do that one neuron with the identity cannot?",
    {
        "Bend its decision boundary": "A weighted sum of weighted sums is one weighted sum, so the "
        "boundary stays a line.",
        "Nothing": "A weighted sum of weighted sums is one weighted sum. It is the activation that "
        "makes layers worth having.",
        "Learn faster from less data": "It has more weights for the same straight lines. That is "
        "no help.",
    },
    right="Nothing",
    heading="",
)
lesson.question(
    "self_test_score",
    "You try ten networks on the test set and keep the best one. Its test score is 97%. What do "
    "you expect on new data?",
    {
        "97%": "The best of ten was also the luckiest of ten on these test samples.",
        "Somewhat less": "The test set has helped to choose, so it is no longer unseen. Choose "
        "with other samples, and look at the test set once, at the end.",
        "More, as it will go on learning": "Its weights do not change unless you train it again.",
    },
    right="Somewhat less",
    heading="",
)
