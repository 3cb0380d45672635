(** Claim B4: what the trajectory-level advantage R - V(s0) estimates at a
    later turn.
    Regime: full information, exact expectations, no discount. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
Open Scope R_scope.

(** Given the history and the move, the joint advantage averages to the value
    of the move minus J. *)
Lemma joint_advantage_mean : forall G pol n h a,
  wellFormed G -> isPolicy G pol -> node G (S n) h -> In a (moves G h) ->
  expect G pol n (a :: h) (jointAdvantage G pol)
  = actionValue G pol n h a - expectedReturn G pol.
Proof.
  intros G pol n h a HG Hp Hn Ha. unfold jointAdvantage. rewrite expect_sub.
  rewrite (expect_const G pol n 0 _ _ HG Hp); [reflexivity|].
  rewrite Nat.add_0_r. apply node_child; assumption.
Qed.

(** B4.  Used at a later turn, the joint advantage is off by V(h) - V(s0): the
    error depends on the history alone, not on the move. *)
Theorem B4_offset_depends_on_history_only : forall G pol n h a,
  wellFormed G -> isPolicy G pol -> node G (S n) h -> In a (moves G h) ->
  expect G pol n (a :: h) (jointAdvantage G pol) - advantage G pol n h a
  = value G pol (S n) h - expectedReturn G pol.
Proof.
  intros. rewrite joint_advantage_mean by assumption. unfold advantage. lra.
Qed.

(** B4a.  At one history: for every score with mean zero, REINFORCE with the
    joint advantage has the same expected update as with the true advantage. *)
Theorem B4a_reinforce_direction : forall G pol s n h,
  wellFormed G -> isPolicy G pol -> node G (S n) h ->
  mean (moves G h) (pol h) s = 0 ->
  mean (moves G h) (pol h) (fun a =>
    s a * expect G pol n (a :: h) (jointAdvantage G pol))
  = mean (moves G h) (pol h) (fun a => s a * advantage G pol n h a).
Proof.
  intros G pol s n h HG Hp Hn Hs.
  rewrite (mean_ext _ _ _ (fun a => s a * advantage G pol n h a
    + (value G pol (S n) h - expectedReturn G pol) * s a)).
  - rewrite mean_add, mean_scal, Hs. ring.
  - intros a Ha.
    rewrite <- (B4_offset_depends_on_history_only G pol n h a) by assumption. ring.
Qed.

(** B4a, all turns together.  Sum of the scores along the path times the joint
    advantage, averaged over paths = score times true advantage, added up over
    the turns.  The right hand side is the policy gradient. *)
Theorem B4a_reinforce_all_turns : forall G pol (s : history -> nat -> R),
  wellFormed G -> isPolicy G pol ->
  (forall n h, node G (S n) h -> mean (moves G h) (pol h) (s h) = 0) ->
  expect G pol (horizon G) [] (fun path =>
    pathSum (fun _ => s) 0 (horizon G) path * jointAdvantage G pol path)
  = along G pol (fun n h =>
      mean (moves G h) (pol h) (fun a => s h a * advantage G pol n h a))
      (horizon G) [].
Proof.
  intros G pol s HG Hp Hs.
  (* the scores of the moves already made times the value still expected *)
  assert (Gen : forall n h (c : R), node G n h ->
    expect G pol n h (fun path =>
      (c + pathSum (fun _ => s) 0 n path) * jointAdvantage G pol path)
    = c * (value G pol n h - expectedReturn G pol)
      + along G pol (fun n h =>
          mean (moves G h) (pol h) (fun a => s h a * advantage G pol n h a)) n h).
  { induction n as [|n IH]; intros h c Hn.
    - simpl. unfold jointAdvantage, value. simpl. ring.
    - cbn [expect].
      rewrite (mean_ext _ _ _ (fun a =>
        c * actionValue G pol n h a
        - c * expectedReturn G pol
        + (s h a * advantage G pol n h a
           + (value G pol (S n) h - expectedReturn G pol) * s h a)
        + along G pol (fun n h =>
            mean (moves G h) (pol h) (fun a => s h a * advantage G pol n h a)) n (a :: h))).
      + rewrite !mean_add, mean_sub, mean_const, !mean_scal, (Hs n h Hn).
        * cbn [along]. rewrite <- value_step. ring.
        * apply (policy_dist G pol n h HG Hp Hn).
      + intros a Ha. pose proof (node_child G n h a Hn Ha) as Hc.
        rewrite (expect_ext _ _ _ _ _ (fun path =>
          ((c + s h a) + pathSum (fun _ => s) 0 n path) * jointAdvantage G pol path)).
        * rewrite (IH (a :: h) (c + s h a) Hc). unfold advantage, actionValue. ring.
        * intros path Hr. f_equal.
          rewrite (pathSum_first G _ n 0 h a path Hr). ring. }
  rewrite (expect_ext _ _ _ _ _ (fun path =>
    (0 + pathSum (fun _ => s) 0 (horizon G) path) * jointAdvantage G pol path))
    by (intros; ring).
  rewrite (Gen _ _ 0 (node_root G)). ring.
Qed.
