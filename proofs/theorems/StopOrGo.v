(** Values of the game "stop or go". *)
From Coq Require Import Reals List Bool Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.ClipRange
  definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.KLRate theorems.FlooredRun theorems.ClipNoise.
Open Scope R_scope.

Section StopOrGo.
Variables r c : R.
Variable turns : nat.
Let G := stopOrGo r c turns.

(** The history at which all have gone on, with [n] turns left. *)
Definition live (n : nat) : history := repeat 0%nat (turns - n).

Lemma on_line_zeros : forall h, onLine h = true <-> h = repeat 0%nat (length h).
Proof.
  induction h as [|a h IH]; [simpl; tauto|]. simpl. destruct a as [|a]; simpl.
  - rewrite IH. split; [intros E; f_equal; exact E|intros E; injection E; auto].
  - split; discriminate.
Qed.

Lemma live_length : forall n, length (live n) = (turns - n)%nat.
Proof. intros. apply repeat_length. Qed.

Lemma live_on_line : forall n, onLine (live n) = true.
Proof. intros. apply on_line_zeros. unfold live. rewrite repeat_length. reflexivity. Qed.

Lemma live_step : forall n, (n < turns)%nat -> 0%nat :: live (S n) = live n.
Proof.
  intros n Hn. unfold live. replace (turns - n)%nat with (S (turns - S n)) by lia. reflexivity.
Qed.

(** The three kinds of history: at the coin, on the line, stopped. *)
Lemma at_coin : forall h, (turns <= length h)%nat ->
  moves G h = [0; 1]%nat /\ chance G h = Some (fun _ => 1 / 2).
Proof. intros h Hh. simpl. rewrite (proj2 (Nat.leb_le _ _) Hh). auto. Qed.

Lemma before_coin : forall h, (length h < turns)%nat ->
  moves G h = (if onLine h then [0; 1] else [0])%nat /\ chance G h = None.
Proof. intros h Hh. simpl. rewrite (proj2 (Nat.leb_gt _ _) Hh). auto. Qed.

Lemma at_live : forall n, (n < turns)%nat ->
  moves G (live (S n)) = [0; 1]%nat /\ chance G (live (S n)) = None.
Proof.
  intros n Hn. pose proof (before_coin (live (S n))) as B. rewrite live_on_line in B.
  apply B. rewrite live_length. lia.
Qed.

Lemma live_node : forall n, (n <= turns)%nat -> node G (S n) (live n).
Proof.
  intros n Hn. split; [rewrite live_length; simpl; lia|]. unfold live.
  assert (L : forall j, legal (moves G) (repeat 0%nat j)); [|apply L].
  induction j as [|j IH]; [exact I|]. split; [|exact IH].
  simpl. destruct (_ || _)%bool; left; reflexivity.
Qed.

Lemma on_line_live : forall n h, node G (S n) h -> onLine h = true -> h = live n.
Proof.
  intros n h [E _] L. simpl in E. apply on_line_zeros in L. unfold live.
  replace (turns - n)%nat with (length h) by lia. exact L.
Qed.

Lemma game_ok : wellFormed G.
Proof.
  intros n h Hn. destruct (le_lt_dec turns (length h)) as [H|H].
  - destruct (at_coin h H) as [-> ->]. split; [discriminate|]. split.
    + repeat constructor; simpl; intuition discriminate.
    + split; [intros; lra|simpl; lra].
  - destruct (before_coin h H) as [-> ->]. split; [destruct (onLine h); discriminate|]. split; [|exact I].
    destruct (onLine h); repeat constructor; simpl; intuition discriminate.
Qed.

(** Policies. *)

Lemma goes_ok : forall p, 0 <= p <= 1 -> isPolicy G (goes turns p).
Proof.
  intros p Hp n h Hn. unfold admissible, goes. destruct (le_lt_dec turns (length h)) as [H|H].
  - destruct (at_coin h H) as [_ ->]. rewrite (proj2 (Nat.leb_le _ _) H). reflexivity.
  - destruct (before_coin h H) as [-> ->]. rewrite (proj2 (Nat.leb_gt _ _) H).
    destruct (onLine h); (split; [intros a [<-|[<-|[]]] || intros a [<-|[]]; simpl; lra|simpl; lra]).
Qed.

Lemma goes_live : forall p n, (n < turns)%nat -> goes turns p (live (S n)) = two p.
Proof.
  intros p n Hn. unfold goes. rewrite live_length, live_on_line.
  rewrite (proj2 (Nat.leb_gt _ _)) by lia. reflexivity.
Qed.

Lemma goes_positive : forall p, 0 < p < 1 -> positiveAtDecisions G (goes turns p).
Proof.
  intros p Hp n h a Hn Hc Ha.
  destruct (le_lt_dec turns (length h)) as [H1|H1].
  - destruct (at_coin h H1) as [_ Ch]. congruence.
  - destruct (before_coin h H1) as [Mv _]. rewrite Mv in Ha. unfold goes.
    rewrite (proj2 (Nat.leb_gt _ _) H1).
    destruct (onLine h); [destruct Ha as [<-|[<-|[]]]|destruct Ha as [<-|[]]]; simpl; lra.
Qed.

Hypothesis r_ok : 0 < r < 1.

(** ** Values *)

Lemma power : forall n, 0 < r ^ n <= 1.
Proof.
  intros n. split; [apply pow_lt; lra|]. apply (pow_shrinks r 0 n); [lra|lia].
Qed.

Lemma pay_between : forall h n, 0 <= pay r h n <= 1.
Proof.
  induction h as [|a h IH]; intros n; simpl; [lra|]. destruct a; [apply IH|].
  pose proof (power n). lra.
Qed.

Lemma coin_at_the_end : endsWithCoin G c 0 1.
Proof.
  split; [simpl; lia|]. intros x [E _]. simpl in E.
  destruct (at_coin x ltac:(lia)) as [Mv Ch]. split; [exact Mv|]. split; [exact Ch|].
  exists (pay r x 0). split; [apply pay_between|split; reflexivity].
Qed.

Section Policy.
Variable pol : policy.
Hypothesis pol_ok : isPolicy G pol.

Lemma value_in_unit : forall n h, node G (S n) h -> 0 <= value G pol (S n) h <= 1.
Proof. intros n h. apply (value_between G c 0 1 game_ok coin_at_the_end pol n h pol_ok). Qed.

Lemma value_at_coin : forall h, node G 1 h -> value G pol 1 h = pay r h 0.
Proof.
  intros h Hn. rewrite (value_before_coin G c 0 1 coin_at_the_end pol 0 h pol_ok Hn).
  simpl. unfold payBefore. simpl. field.
Qed.

(** Once stopped, the pay is settled. *)
Lemma value_stopped : forall n h, node G (S n) h -> onLine h = false ->
  value G pol (S n) h = pay r h n.
Proof.
  induction n as [|n IH]; intros h Hn L; [apply value_at_coin, Hn|].
  assert (Len : (length h < turns)%nat) by (destruct Hn as [E _]; simpl in E; lia).
  destruct (before_coin h Len) as [Mv _]. rewrite L in Mv.
  destruct (policy_dist G pol (S n) h game_ok pol_ok Hn) as [_ S0].
  rewrite Mv in S0. simpl in S0. rewrite value_step. unfold mean, actionValue.
  rewrite Mv. cbn [sum]. rewrite IH; [|apply node_child; [exact Hn|rewrite Mv; left; reflexivity]|exact L].
  simpl pay. replace (pol h 0%nat) with 1 by lra. ring.
Qed.

Lemma stop_value : forall n, (n < turns)%nat ->
  actionValue G pol (S n) (live (S n)) 1%nat = 1 - r ^ n.
Proof.
  intros n Hn. unfold actionValue. rewrite value_stopped; [reflexivity| |reflexivity].
  apply node_child; [apply live_node; lia|]. destruct (at_live n Hn) as [-> _]. simpl. auto.
Qed.

Lemma live_value : forall n, (n < turns)%nat ->
  value G pol (S (S n)) (live (S n)) <= 1 - (1 - pol (live (S n)) 0%nat) * r ^ n.
Proof.
  intros n Hn. pose proof (live_node (S n) Hn) as N. destruct (at_live n Hn) as [Mv _].
  pose proof (policy_dist G pol (S n) _ game_ok pol_ok N) as [P S0].
  rewrite value_step. unfold mean. rewrite Mv in *. cbn [sum] in *.
  rewrite (stop_value n Hn).
  assert (V : actionValue G pol (S n) (live (S n)) 0%nat <= 1).
  { apply value_in_unit. apply node_child; [exact N|rewrite Mv; left; reflexivity]. }
  pose proof (P 0%nat (or_introl eq_refl)). pose proof (power n).
  set (u := pol (live (S n)) 0%nat) in *.
  replace (pol (live (S n)) 1%nat) with (1 - u) by lra. nra.
Qed.

(** While the turn after it goes on with less than 1 - r, a turn ranks stopping
    first. *)
Lemma misranked : forall n, (S n < turns)%nat -> pol (live (S n)) 0%nat < 1 - r ->
  actionValue G pol (S (S n)) (live (S (S n))) 0%nat
  < actionValue G pol (S (S n)) (live (S (S n))) 1%nat.
Proof.
  intros n Hn Low. rewrite (stop_value (S n) Hn). unfold actionValue. rewrite live_step by lia.
  eapply Rle_lt_trans; [apply (live_value n); lia|]. pose proof (power n). simpl. nra.
Qed.

End Policy.

(** ** The optimum *)

Lemma going_on : forall n, (n <= turns)%nat -> value G (goes turns 1) (S n) (live n) = 1.
Proof.
  assert (Z : forall j n, pay r (repeat 0%nat j) n = 1)
    by (induction j as [|j IH]; intros n; simpl; auto).
  induction n as [|n IH]; intros Hn.
  - rewrite value_at_coin; [apply Z|apply goes_ok; lra|apply live_node; lia].
  - rewrite value_step. destruct (at_live n Hn) as [-> _]. rewrite goes_live by lia.
    unfold mean. cbn [sum two]. unfold actionValue. rewrite live_step, IH by lia. ring.
Qed.

Lemma optimal_live : forall n, (n <= turns)%nat -> optimalValue G (S n) (live n) = 1.
Proof.
  intros n Hn. pose proof (live_node n Hn) as N. apply Rle_antisym.
  - rewrite <- (E1_greedy_sweep G (goes turns 1) (S n) (live n) game_ok (goes_ok 1 ltac:(lra)) N).
    apply value_in_unit; [|exact N]. intros m h Hm.
    rewrite (reverse_sweep_step G _ _ m h Hm).
    apply (greedy_is_argmax G m); [apply game_ok|exact Hm|apply (goes_ok 1 ltac:(lra) m h Hm)].
  - rewrite <- (going_on n Hn). apply value_le_optimal; [apply game_ok|apply goes_ok; lra|exact N].
Qed.

Lemma optimum : optimalReturn G = 1.
Proof.
  unfold optimalReturn. pose proof (optimal_live turns (Nat.le_refl _)) as E.
  unfold live in E. rewrite Nat.sub_diag in E. exact E.
Qed.

(** While the first turn goes on with less than 1 - r, J is far from 1. *)
Lemma first_turn_loses : forall pol n, isPolicy G pol -> turns = S n ->
  pol [] 0%nat < 1 - r -> r ^ turns <= shortfall G pol.
Proof.
  intros pol n Hp Et Low. unfold shortfall. rewrite optimum.
  pose proof (live_value pol Hp n ltac:(lia)) as V.
  assert (L : live (S n) = []) by (unfold live; replace (turns - S n)%nat with 0%nat by lia; reflexivity).
  rewrite L in V. unfold expectedReturn. replace (horizon G) with (S (S n)) by (simpl; lia).
  rewrite Et. simpl pow. pose proof (power n). nra.
Qed.

End StopOrGo.
