import streamlit as st

st.write(f"The value is {st.slider('x')}")
