import streamlit as st

from pages.parts import course, lesson

lesson.open_page(
    "home",
    "A neural network is made of neurons, and a neuron is a few multiplications and a sum. Here "
    "you move its controls and watch it learn, live, on real flowers. When you are through you "
    "can build, train and judge a simple neural network yourself.",
)

for section, lessons in list(course.COURSE.items())[1:]:
    st.subheader(section, anchor=False)
    columns = st.columns(3)
    for i, page in enumerate(lessons):
        with columns[i % 3].container(border=True, height="stretch"):
            course.link(page.name)
            st.caption(page.promise)

st.subheader("How the pages work", anchor=False)
st.markdown(
    "- Every control redraws the page at once: the training really runs, in the time of a blink.\n"
    "- The address bar holds your settings. Copy it, and whoever opens it sees what you see.\n"
    "- **Reset** brings a page back to the lesson's settings. What you set on a page is still "
    "there when you come back to it.\n"
    "- Below every figure, **Numbers** opens its data as a table, and as a CSV file. The camera in "
    "the figure's corner saves it as a picture.\n"
    "- The flowers are Fisher's iris data of 1936, in the copy of the UCI repository, which has "
    "typing errors in its 35th and 38th flower. The lesson's numbers come from that copy."
)
