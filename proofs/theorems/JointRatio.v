(** Claims D5 and D7: the surrogate with one ratio for the whole path, and the
    safeguard built on it.
    Regime: exact expectations; ANY policies with [covers], so also policies
    that share weights between turns or see only a part of the history. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Sequential.
Open Scope R_scope.

(** D5.  The clipped joint-ratio surrogate never exceeds the true gain. *)
Theorem D5_joint_ratio_minorant : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  jointRatioSurrogate G eps old new
  <= expectedReturn G new - expectedReturn G old.
Proof.
  intros G eps old new HG Ho Hnew Hc.
  assert (Root : node G (horizon G + 0) []) by (rewrite Nat.add_0_r; apply node_root).
  apply Rle_trans with (expect G old (horizon G) [] (fun path =>
    suffixRatio new old (horizon G) path * jointAdvantage G old path)).
  - apply (expect_le G old _ 0); try assumption.
    intros path _. apply Rmin_l.
  - rewrite (change_of_measure G old new _ 0 _ _ Hc Root).
    unfold jointAdvantage. rewrite expect_sub.
    rewrite (expect_const G new _ 0 _ _ HG Hnew Root).
    apply Rle_refl.
Qed.

(** D5: so a candidate with a surrogate that is not negative cannot lower J. *)
Corollary D5_nonnegative_surrogate_is_safe : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  0 <= jointRatioSurrogate G eps old new ->
  expectedReturn G old <= expectedReturn G new.
Proof.
  intros G eps old new HG Ho Hnew Hc Hs.
  pose proof (D5_joint_ratio_minorant G eps old new HG Ho Hnew Hc). lra.
Qed.

(** The safeguard returns the old policy or one of the proposals. *)
Lemma safeguard_result : forall G eps old proposals (P : policy -> Prop),
  P old -> Forall P proposals -> P (safeguard G eps old proposals).
Proof.
  intros G eps old proposals P Ho H. induction H as [|new rest Hnew _ IH]; simpl.
  - exact Ho.
  - destruct (Rle_dec _ _); assumption.
Qed.

(** D7 (this project).  A safeguarded step never lowers J, whatever made the
    proposals. *)
Theorem D7_safeguarded_step_improves : forall G eps old proposals,
  wellFormed G -> isPolicy G old ->
  Forall (fun new => isPolicy G new /\ covers G old new) proposals ->
  expectedReturn G old <= expectedReturn G (safeguard G eps old proposals).
Proof.
  intros G eps old proposals HG Ho H.
  induction H as [|new rest [Hnew Hc] _ IH]; simpl; [lra|].
  destruct (Rle_dec _ _) as [Hs|_]; [|exact IH].
  apply (D5_nonnegative_surrogate_is_safe G eps); assumption.
Qed.

(** D7, the whole run.  Within any class of policies (for instance: all
    policies that some network with shared weights can express), the
    safeguarded iteration stays in the class and J never falls. *)
Theorem D7_safeguarded_run_improves :
  forall G eps (class : policy -> Prop) (propose : policy -> list policy) start,
  wellFormed G ->
  (forall pol, class pol -> isPolicy G pol) ->
  (forall pol, class pol ->
     Forall (fun new => class new /\ covers G pol new) (propose pol)) ->
  class start ->
  let run := fun k => iterate (fun pol => safeguard G eps pol (propose pol)) k start in
  forall k, class (run k) /\
            expectedReturn G (run k) <= expectedReturn G (run (S k)).
Proof.
  intros G eps class propose start HG Hpol Hprop Hstart run.
  assert (In_class : forall k, class (run k)).
  { induction k as [|k IH]; [exact Hstart|]. unfold run. simpl.
    apply safeguard_result; [exact IH|].
    eapply Forall_impl; [|apply (Hprop _ IH)]. intros new [Hc _]. exact Hc. }
  intros k. split; [apply In_class|]. unfold run at 2. simpl.
  apply D7_safeguarded_step_improves; [exact HG|apply Hpol, In_class|].
  eapply Forall_impl; [|apply (Hprop _ (In_class k))].
  intros new [Hcl Hc]. split; [apply Hpol; exact Hcl|exact Hc].
Qed.
